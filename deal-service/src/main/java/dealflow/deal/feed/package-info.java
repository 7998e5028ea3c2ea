/** The events over HTTP, in one order: read by page or as a stream. */
package dealflow.deal.feed;
