/** How much is computed at once, for whom and for how long, and how much of the heap what was computed may take. */
package dealflow.forecast.load;
