/** What all tables share: time, ids, columns of JSON, and whose rows a connection may see. */
package dealflow.deal.database;
