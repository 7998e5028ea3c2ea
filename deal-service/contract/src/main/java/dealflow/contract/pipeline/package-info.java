/** A pipeline, its stages, and the age at which a deal in one of them is stalled. */
package dealflow.contract.pipeline;
