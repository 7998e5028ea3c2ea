/** Takes a person's name out of a database's columns. */
package dealflow.edge.erasure;
