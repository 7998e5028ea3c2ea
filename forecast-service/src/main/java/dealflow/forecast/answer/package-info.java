/** The forecast of a pipeline by period and group, what of it may be told, and what is owed. */
package dealflow.forecast.answer;
