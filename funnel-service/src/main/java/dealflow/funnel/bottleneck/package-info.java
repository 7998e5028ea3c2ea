/** The steps at which fewer deals move on than before or elsewhere, and what that costs. */
package dealflow.funnel.bottleneck;
