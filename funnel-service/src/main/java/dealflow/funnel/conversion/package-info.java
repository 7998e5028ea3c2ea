/** How far the deals of a window came: the funnel, and one number of it over time. */
package dealflow.funnel.conversion;
