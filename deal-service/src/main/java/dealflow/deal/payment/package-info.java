/** Terms of payment and their instalments, milestones, and the payments that came in. */
package dealflow.deal.payment;
