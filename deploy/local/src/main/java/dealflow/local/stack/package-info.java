/** The parts of a local system put together: servers, services and console, on ports that are counted from one. */
package dealflow.local.stack;
