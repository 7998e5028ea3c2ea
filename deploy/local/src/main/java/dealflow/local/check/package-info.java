/** Holds what a service answers against its API document, and sends it what clients send wrong, for its tests. */
package dealflow.local.check;
