/** What operators live with: starts, restarts, faults, restored backups, logs, metrics, logins. */
package dealflow.acceptance.operation;
