package dealflow.deal.outbox;

/** Fired after the commit of a transaction that appended events to the {@link Outbox}, for those who hand them on. */
public record EventsCommitted() {}
