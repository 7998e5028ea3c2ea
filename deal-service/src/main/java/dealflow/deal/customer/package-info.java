/** Who buys: found or made by what a deal says, searched, merged, and what each owes. */
package dealflow.deal.customer;
