/** Files that come in whole before anything is done with them, and how many at a time. */
package dealflow.deal.upload;
