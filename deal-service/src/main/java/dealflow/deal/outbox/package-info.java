/**
 * Events, written with the change that they tell of, kept as the history of a deal, and published to Kafka after it.
 */
package dealflow.deal.outbox;
