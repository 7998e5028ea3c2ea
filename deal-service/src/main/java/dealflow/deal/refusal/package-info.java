/** How the service says no: one exception for each kind of refusal, and what a refused move lacks. */
package dealflow.deal.refusal;
