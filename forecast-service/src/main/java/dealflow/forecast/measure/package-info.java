/** Expected orders, their spread, and the simpler methods beside them. */
package dealflow.forecast.measure;
