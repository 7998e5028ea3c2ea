/** How much each client may ask, and which times and texts are taken at all. */
package dealflow.edge.limit;
