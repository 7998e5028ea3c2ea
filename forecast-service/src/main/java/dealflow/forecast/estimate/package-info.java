/** What is learned from the history known on one day, and the deals that it is applied to. */
package dealflow.forecast.estimate;
