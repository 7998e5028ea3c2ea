/** What wins are worth, robustly, and deals by size. */
package dealflow.forecast.amount;
