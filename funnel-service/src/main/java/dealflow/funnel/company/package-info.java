/** The funnel of several pipelines, by the phases in which customers buy. */
package dealflow.funnel.company;
