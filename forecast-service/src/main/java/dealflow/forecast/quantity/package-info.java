/** How much of each product is ordered, and will be. */
package dealflow.forecast.quantity;
