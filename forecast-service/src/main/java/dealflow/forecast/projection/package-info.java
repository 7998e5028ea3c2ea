/** The tables that the events fill, how they are filled anew, and what is erased from them. */
package dealflow.forecast.projection;
