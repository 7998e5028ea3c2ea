/** When deals are won: competing risks by stage and age. */
package dealflow.forecast.survival;
