/** For a service that publishes: what its outbox holds goes to Kafka, in the order of each key. */
package dealflow.contract.outbox;
