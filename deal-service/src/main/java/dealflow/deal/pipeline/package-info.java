/** The definitions of pipelines, version by version, checked, and the templates that ship. */
package dealflow.deal.pipeline;
