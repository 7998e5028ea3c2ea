/** How every service asks its database in SQL. */
package dealflow.edge.database;
