/** The table of events, what an event does to it, and the image of it that all questions are answered from. */
package dealflow.funnel.ledger;
