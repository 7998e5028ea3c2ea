/** Who one can be on a local system, and who signs the tokens that say so. */
package dealflow.local.login;
