/** The events sent to URLs of others: registered, signed, tried again, paused. */
package dealflow.deal.webhook;
