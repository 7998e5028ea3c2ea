/** Deals that stay in a stage for longer than it allows, and those that are let be for a while. */
package dealflow.deal.stall;
