/** What all resources share: problems, CSV, and the head of the API document. */
package dealflow.funnel.http;
