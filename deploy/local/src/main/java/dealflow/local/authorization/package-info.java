/** Asks every operation of a service in the name of each role, for its tests. */
package dealflow.local.authorization;
