/** What begins in a window and what it brings; what must begin to reach a target; the forecast if things were otherwise. */
package dealflow.forecast.planning;
