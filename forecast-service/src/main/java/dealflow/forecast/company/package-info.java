/** What several pipelines bring, in one currency, with intervals that are drawn together. */
package dealflow.forecast.company;
