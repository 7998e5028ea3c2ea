/** What all resources share: parameters, figures, problems, the head of the API document. */
package dealflow.forecast.http;
