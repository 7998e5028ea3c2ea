/** The deals behind a forecast's numbers. */
package dealflow.forecast.drilldown;
