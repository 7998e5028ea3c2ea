/** What estimators said on past days, kept and made anew where the past has changed. */
package dealflow.forecast.past;
