/** The three services say the same of the same deals. */
package dealflow.acceptance.agreement;
