/** Tables of deals in CSV, read by a mapping of their columns. */
package dealflow.deal.csv;
