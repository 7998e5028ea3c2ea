/**
 * A projection's life in a service: its tables are created, its consumer is started and measured, and both are rebuilt.
 */
package dealflow.contract.lifecycle;
