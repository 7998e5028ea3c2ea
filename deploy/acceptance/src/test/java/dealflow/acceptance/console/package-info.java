/** The console and the clients as their users have them. */
package dealflow.acceptance.console;
