/**
 * Calls to the three services: {@link dealflow.client.Dealflow} is where to begin. {@link dealflow.client.Service}
 * and {@link dealflow.client.Call} are public for the generated packages only.
 */
package dealflow.client;
