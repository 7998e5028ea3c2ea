/** Who is let in by which token, with which roles and scopes, and whose deals and statistics it may see. */
package dealflow.edge.access;
