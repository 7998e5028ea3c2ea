/**
 * Deals and moves taken from files, line by line, their lives lived again as if each change had been made in its
 * time.
 */
package dealflow.deal.imports;
