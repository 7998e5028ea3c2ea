/** Reads what a request sends: bounded in bytes and time, and strict JSON. */
package dealflow.edge.body;
