/** What is refused, and the facts that the problem tells. */
package dealflow.forecast.refusal;
