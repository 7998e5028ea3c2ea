/** How soon the console's pages can be used, and how smoothly its board moves, in a real browser. */
package dealflow.benchmark.console;
