/** What is aimed at, and what people say that a period will bring. */
package dealflow.forecast.target;
