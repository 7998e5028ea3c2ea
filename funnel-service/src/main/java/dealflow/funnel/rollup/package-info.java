/** Which deals a filter matches, and sums of them that are kept, so that an answer need not go through all. */
package dealflow.funnel.rollup;
