/** Processes of our own: started, awaited, watched, and found again when they were left over. */
package dealflow.local.process;
