/** Loads the demo company through the API, and shows what the services make of it. */
package dealflow.local.demo;
