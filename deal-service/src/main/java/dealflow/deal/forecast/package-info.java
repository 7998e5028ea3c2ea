/** The events of the forecast service, taken from Kafka into the feed. */
package dealflow.deal.forecast;
