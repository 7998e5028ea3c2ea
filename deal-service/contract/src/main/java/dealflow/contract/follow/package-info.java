/** Keeps what a replica has in memory up with the projection's tables. */
package dealflow.contract.follow;
