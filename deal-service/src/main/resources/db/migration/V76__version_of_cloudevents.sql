-- For who reads the outbox from the write-ahead log: Kafka Connect's own constants would make it the number 1.
ALTER TABLE outbox ADD COLUMN specversion text NOT NULL DEFAULT '1.0';
COMMENT ON COLUMN outbox.specversion IS 'Of CloudEvents; the header ce_specversion';
