/** Amounts, moments, days and durations as whole numbers. */
package dealflow.funnel.unit;
