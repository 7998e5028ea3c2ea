-- The events of the forecast, as they were read from Kafka, for as long as the topic keeps them. Apart from the outbox, whose rows are
-- published: there they would go back to where they came from.
CREATE TABLE forecast_event (
    position    bigint PRIMARY KEY,
    pipeline    text        NOT NULL,
    sequence    bigint      NOT NULL,
    type        text        NOT NULL,
    payload     text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    owners      text[]      NOT NULL,
    teams       text[]      NOT NULL,
    UNIQUE (pipeline, sequence)
);
COMMENT ON COLUMN forecast_event.position IS 'Its place in the feed';
CREATE INDEX forecast_event_occurred_at ON forecast_event (occurred_at);

ALTER TABLE feed ALTER COLUMN outbox_id DROP NOT NULL;
-- Their places bear a type alone: replicas of before filter by the rest, and would take a page of these for the last.
COMMENT ON COLUMN feed.outbox_id IS 'Null for an event of the forecast';

-- They are of all people together.
ALTER TABLE forecast_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE forecast_event FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON forecast_event USING ((SELECT sees_everything())) WITH CHECK (true);
