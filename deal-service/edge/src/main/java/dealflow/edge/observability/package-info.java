/** What operators see of a service: its log, the ids that tie answers to it, and the meters of its requests. */
package dealflow.edge.observability;
