/** How fast the funnel service reads events and answers. */
package dealflow.benchmark.funnel;
