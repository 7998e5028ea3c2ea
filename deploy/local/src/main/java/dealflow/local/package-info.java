/** The commands of deploy/local: up, which runs the whole system, and token. */
package dealflow.local;
