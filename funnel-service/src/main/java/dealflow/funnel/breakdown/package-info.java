/** The funnel by group and the reasons of losses, and which differences are more than noise. */
package dealflow.funnel.breakdown;
