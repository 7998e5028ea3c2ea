-- The trace that an event belongs to, as W3C Trace Context writes it; becomes a header of the message.
ALTER TABLE outbox ADD COLUMN traceparent text;
-- Since when an event waits to be published.
ALTER TABLE outbox_unpublished ADD COLUMN since timestamptz NOT NULL DEFAULT now();
