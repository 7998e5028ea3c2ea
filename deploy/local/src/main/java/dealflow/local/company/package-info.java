/** A company that is invented: its people, products and two years of deals. */
package dealflow.local.company;
