/** The system that is measured, its clients, and their stopwatch. */
package dealflow.benchmark.system;
