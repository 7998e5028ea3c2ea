/** How far a period has come on the way to its targets: attainment, pace, and whether ranks are more than noise. */
package dealflow.forecast.attainment;
