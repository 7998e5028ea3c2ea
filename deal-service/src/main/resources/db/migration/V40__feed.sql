-- In which order others read the events: one place for each, given after its transaction has ended. Neither the outbox's ids
-- nor its transaction numbers are such an order: a transaction that commits late would put its rows before a place that
-- readers have passed.
CREATE TABLE feed (
    position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    outbox_id bigint NOT NULL,
    type      text   NOT NULL,
    pipeline  text,
    owners    text[] NOT NULL,
    teams     text[] NOT NULL
);
COMMENT ON COLUMN feed.pipeline IS 'For a deleted deal, the one that it was in';
COMMENT ON COLUMN feed.owners IS 'Whose the deal is after the event and, if that changed, was before it: whoever loses a deal reads that, too';

-- What has a place already: the events whose transactions this snapshot sees.
CREATE TABLE feed_progress (
    id       boolean PRIMARY KEY DEFAULT true CHECK (id),
    snapshot pg_snapshot NOT NULL
);
INSERT INTO feed_progress (snapshot) VALUES ('3:3:');

CREATE INDEX outbox_written_in ON outbox (written_in);

-- Gives a place to what was committed since the last time. One statement, so one snapshot; the caller lets in one at a time.
CREATE FUNCTION place_events() RETURNS void LANGUAGE sql AS $$
    WITH fresh AS (
        SELECT outbox.* FROM outbox, feed_progress
        WHERE written_in >= pg_snapshot_xmin(snapshot) AND NOT pg_visible_in_snapshot(written_in, snapshot)),
    placed AS (
        INSERT INTO feed (outbox_id, type, pipeline, owners, teams)
        SELECT fresh.id, fresh.type,
            CASE aggregatetype WHEN 'pipelines' THEN aggregateid ELSE deal ->> 'pipeline' END,
            array_remove(ARRAY[deal ->> 'owner', previous ->> 'owner'], NULL),
            array_remove(ARRAY[deal ->> 'team', previous ->> 'team'], NULL)
        FROM fresh
        -- A deleted deal is what it was before.
        CROSS JOIN LATERAL (
            SELECT CASE WHEN fresh.type = 'dealflow.deal.deleted.v1'
                THEN (SELECT payload::jsonb FROM outbox AS before
                    WHERE before.aggregateid = fresh.aggregateid AND before.version = fresh.version - 1)
                ELSE fresh.payload::jsonb END) AS told (event)
        CROSS JOIN LATERAL (SELECT event -> 'deal', event -> 'previous') AS states (deal, previous)
        ORDER BY fresh.id
        RETURNING 1)
    UPDATE feed_progress SET snapshot = pg_current_snapshot() WHERE EXISTS (SELECT FROM placed)
$$;

-- The events that there are.
SELECT place_events();
