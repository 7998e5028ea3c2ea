/** The deals in a number of any answer. */
package dealflow.funnel.drilldown;
