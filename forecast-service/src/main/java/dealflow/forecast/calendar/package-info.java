/** Days, windows of them and the periods that people ask for. */
package dealflow.forecast.calendar;
