/** The people on a customer's side of a deal: who decides, who uses, and who of them is for us. */
package dealflow.deal.person;
