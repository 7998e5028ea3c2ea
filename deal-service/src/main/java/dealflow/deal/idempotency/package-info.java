/** A request that is sent again with its key is answered as the first one was. */
package dealflow.deal.idempotency;
