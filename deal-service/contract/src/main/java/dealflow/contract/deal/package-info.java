/** A deal as it is after a change: stage, customer, qualification, checklist. */
package dealflow.contract.deal;
