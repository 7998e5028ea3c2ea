/** Runs the consumer of deal events in a Quarkus service, and lets operators see and order what it does. */
package dealflow.consumer;
