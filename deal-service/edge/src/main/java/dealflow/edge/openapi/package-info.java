/** What the API documents of every service have in common. */
package dealflow.edge.openapi;
