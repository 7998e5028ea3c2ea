/** Estimators and tests, each with its source; they know counts and times, and nothing of deals. */
package dealflow.funnel.statistics;
