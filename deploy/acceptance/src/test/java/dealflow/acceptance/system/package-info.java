/** The whole system for a test: one that many share, or one of its own; its secrets, its events, and data written by others. */
package dealflow.acceptance.system;
