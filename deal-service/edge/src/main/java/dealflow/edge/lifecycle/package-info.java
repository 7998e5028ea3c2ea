/** How a service begins and ends: its migrations, and its jobs. */
package dealflow.edge.lifecycle;
