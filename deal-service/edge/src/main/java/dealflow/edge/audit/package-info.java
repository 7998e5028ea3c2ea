/** Notes every request of somebody known, and shows operations the notes. */
package dealflow.edge.audit;
