/** Applies events to a consumer's tables, each exactly once; parks the deals whose events cannot be applied. */
package dealflow.contract.projection;
