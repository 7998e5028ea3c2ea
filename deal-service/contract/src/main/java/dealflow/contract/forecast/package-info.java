/** The events of the forecast: what was expected, what people commit to, which targets are at risk, and how good forecasts have been. */
package dealflow.contract.forecast;
