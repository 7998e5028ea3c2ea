/** Fields that a company defines for its deals: what each is, and whether a deal's values are such. */
package dealflow.deal.field;
