/** Ordinary load and every kind of abuse for hours, and what must be true afterwards. */
package dealflow.benchmark.soak;
