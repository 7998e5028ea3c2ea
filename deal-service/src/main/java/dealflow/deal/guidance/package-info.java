/** What follows from where a deal stands: what the customer cares about, what to do, what is missing. */
package dealflow.deal.guidance;
