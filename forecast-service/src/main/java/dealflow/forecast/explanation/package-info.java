/** Where an expected amount comes from, and the curves behind it. */
package dealflow.forecast.explanation;
