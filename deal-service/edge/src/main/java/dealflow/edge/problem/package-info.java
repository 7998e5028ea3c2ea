/** The answer to a request that fails: problem+json (RFC 9457). */
package dealflow.edge.problem;
