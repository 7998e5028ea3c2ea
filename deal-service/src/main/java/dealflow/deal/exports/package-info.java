/** Deals written with their histories as imports take them, or as a table. */
package dealflow.deal.exports;
