/** Holds the query parameters of a request against what its operation takes. */
package dealflow.edge.query;
