/** The columns in memory: what is known of each deal at each moment. */
package dealflow.funnel.history;
