/** How fast the deal service takes imports and moves, and lists deals. */
package dealflow.benchmark.deal;
