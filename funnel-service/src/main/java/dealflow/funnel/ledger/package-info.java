/** The table of events, how it is filled and filled anew, and the image of it that all questions are answered from. */
package dealflow.funnel.ledger;
