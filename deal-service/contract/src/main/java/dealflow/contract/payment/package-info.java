/** Money, the terms it is paid by, and what came in. */
package dealflow.contract.payment;
