/** How good forecasts have been: backtests, and the snapshots as they came out. */
package dealflow.forecast.accuracy;
