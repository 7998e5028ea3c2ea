/** The company's own year, and the names of periods in requests. */
package dealflow.forecast.fiscal;
