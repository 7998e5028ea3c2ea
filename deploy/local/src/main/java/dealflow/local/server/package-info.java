/** A real PostgreSQL and a real Kafka on the loopback interface, with users, rights and certificates. */
package dealflow.local.server;
