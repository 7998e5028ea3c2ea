/** Estimators weighed by how their past forecasts came out, intervals as wide as their errors were, and the models in memory. */
package dealflow.forecast.model;
