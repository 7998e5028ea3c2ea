-- Every event ever, with the columns of Debezium's outbox event router; also the deals' history.
CREATE TABLE outbox (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    aggregatetype text        NOT NULL,
    aggregateid   text        NOT NULL,
    version       bigint      NOT NULL,
    type          text        NOT NULL,
    payload       text        NOT NULL,
    occurred_at   timestamptz NOT NULL,
    specversion   text        NOT NULL DEFAULT '1.0',
    traceparent   text,
    pipeline      text,
    owners        text[],
    teams         text[],
    written_in    xid8        NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (aggregateid, version)
);
COMMENT ON COLUMN outbox.specversion IS 'Of CloudEvents; the header ce_specversion';
COMMENT ON COLUMN outbox.traceparent IS 'The trace that the event belongs to, as W3C Trace Context writes it; a header of the message';
COMMENT ON COLUMN outbox.owners IS 'Whose it is, as in the feed; null where only its JSON tells';
CREATE INDEX outbox_written_in ON outbox (written_in);

-- Which of them Kafka has not acknowledged. A narrow table of its own, since marking the wide rows would write them again.
CREATE TABLE outbox_unpublished (
    bucket    smallint NOT NULL,
    outbox_id bigint   NOT NULL,
    since     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bucket, outbox_id)
);

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

-- Gives a place to what was committed since the last time; the caller lets in one at a time. The place where to begin is read first:
-- row-level security lets only a comparison with a constant use the index. No event holds the others: whose one is that says it
-- neither in columns nor in JSON that PostgreSQL can read (half a character, "\ud800", is JSON and no text) is nobody's, and those
-- see it who see everything.
CREATE FUNCTION place_events() RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    placed CONSTANT pg_snapshot := (SELECT snapshot FROM feed_progress);
    first CONSTANT xid8 := pg_snapshot_xmin(placed);
BEGIN
    WITH fresh AS (
        SELECT id, aggregatetype, aggregateid, version, type, pipeline, owners, teams,
            CASE WHEN owners IS NULL THEN payload END AS payload
        FROM outbox WHERE written_in >= first AND NOT pg_visible_in_snapshot(written_in, placed)),
    told AS (
        SELECT fresh.id, fresh.aggregatetype, fresh.aggregateid, fresh.type, whose.pipeline, whose.owners, whose.teams,
            event -> 'deal' AS deal, event -> 'previous' AS previous
        FROM fresh
        -- A deleted deal is what it was before.
        LEFT JOIN LATERAL (
            SELECT before.pipeline, before.owners, before.teams,
                CASE WHEN before.owners IS NULL THEN before.payload END AS payload
            FROM outbox AS before
            WHERE fresh.type = 'dealflow.deal.deleted.v1'
                AND before.aggregateid = fresh.aggregateid AND before.version = fresh.version - 1
            OFFSET 0) AS before ON true
        CROSS JOIN LATERAL (
            SELECT coalesce(fresh.pipeline, before.pipeline), coalesce(fresh.owners, before.owners),
                coalesce(fresh.teams, before.teams),
                CASE WHEN fresh.type = 'dealflow.deal.deleted.v1' THEN before.payload ELSE fresh.payload END)
            AS whose (pipeline, owners, teams, payload)
        CROSS JOIN LATERAL (
            SELECT CASE WHEN pg_input_is_valid(whose.payload, 'jsonb') THEN whose.payload::jsonb END OFFSET 0)
            AS read (event)),
    entered AS (
        INSERT INTO feed (outbox_id, type, pipeline, owners, teams)
        SELECT id, type,
            CASE aggregatetype WHEN 'pipelines' THEN aggregateid ELSE coalesce(pipeline, deal ->> 'pipeline') END,
            coalesce(owners, array_remove(ARRAY[deal ->> 'owner', previous ->> 'owner'], NULL)),
            coalesce(teams, array_remove(ARRAY[deal ->> 'team', previous ->> 'team'], NULL))
        FROM told ORDER BY id
        RETURNING 1)
    UPDATE feed_progress SET snapshot = pg_current_snapshot() WHERE EXISTS (SELECT FROM entered);
END $$;
