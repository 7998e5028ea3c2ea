/** Forecasts as they were given, and why two of them differ. */
package dealflow.forecast.snapshot;
