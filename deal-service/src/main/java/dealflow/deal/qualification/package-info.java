/** Whether a lead is an opportunity: the qualification, the checklist, and the counts of leads. */
package dealflow.deal.qualification;
