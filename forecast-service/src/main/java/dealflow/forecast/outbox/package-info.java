/** Events about forecasts, written with what they tell of, and published to Kafka after it. */
package dealflow.forecast.outbox;
