/** The call: what people commit to, beside what is computed, by whom it is still missing, and how good calls have been. */
package dealflow.forecast.call;
