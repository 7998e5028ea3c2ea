/** Deals opened, found in lists, revised and deleted. */
package dealflow.deal.register;
