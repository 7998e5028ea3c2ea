/**
 * The deal itself: its state and the events of its changes, kept and changed under its lock; every capability builds
 * on it.
 */
package dealflow.deal;
