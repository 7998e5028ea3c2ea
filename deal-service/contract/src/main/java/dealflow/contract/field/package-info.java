/** Fields that a company defines for its deals, and what their values are. */
package dealflow.contract.field;
