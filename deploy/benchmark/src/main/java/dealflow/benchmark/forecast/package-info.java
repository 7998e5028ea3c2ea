/** How good forecasts are, and how fast they are answered. */
package dealflow.benchmark.forecast;
