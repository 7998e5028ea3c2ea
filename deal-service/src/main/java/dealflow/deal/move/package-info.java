/** Moves from stage to stage, one or many, and the rules by which the customer has to have confirmed them. */
package dealflow.deal.move;
