/** The tables that the events fill, what an event does to them, and what is erased from them. */
package dealflow.forecast.projection;
