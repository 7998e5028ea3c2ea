/** Requests for a lower price, how they are answered, the review of the deal's risks, and who may concede how much. */
package dealflow.deal.price;
