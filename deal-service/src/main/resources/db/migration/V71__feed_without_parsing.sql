-- Whose an event is, told by who writes it: the feed need not read it out of each event's JSON again. Null for an event of the
-- release before, and for a deleted deal, which is what it was before: these are still read.
ALTER TABLE outbox
    ADD COLUMN pipeline text,
    ADD COLUMN owners   text[],
    ADD COLUMN teams    text[];

-- As in V40. The plan is made once for a connection, perhaps while the table is empty: without the setting it may be one that
-- reads the whole outbox each time.
CREATE OR REPLACE FUNCTION place_events() RETURNS void LANGUAGE sql SET enable_seqscan = off AS $$
    WITH fresh AS (
        SELECT outbox.* FROM outbox, feed_progress
        WHERE written_in >= pg_snapshot_xmin(snapshot) AND NOT pg_visible_in_snapshot(written_in, snapshot)),
    read AS MATERIALIZED (
        SELECT fresh.id, CASE WHEN fresh.type = 'dealflow.deal.deleted.v1'
            THEN (SELECT payload::jsonb FROM outbox AS before
                WHERE before.aggregateid = fresh.aggregateid AND before.version = fresh.version - 1)
            ELSE fresh.payload::jsonb END AS event
        FROM fresh WHERE fresh.owners IS NULL),
    placed AS (
        INSERT INTO feed (outbox_id, type, pipeline, owners, teams)
        SELECT fresh.id, fresh.type,
            CASE aggregatetype WHEN 'pipelines' THEN aggregateid ELSE coalesce(fresh.pipeline, event -> 'deal' ->> 'pipeline') END,
            coalesce(fresh.owners, array_remove(ARRAY[event -> 'deal' ->> 'owner', event -> 'previous' ->> 'owner'], NULL)),
            coalesce(fresh.teams, array_remove(ARRAY[event -> 'deal' ->> 'team', event -> 'previous' ->> 'team'], NULL))
        FROM fresh LEFT JOIN read USING (id)
        ORDER BY fresh.id
        RETURNING 1)
    UPDATE feed_progress SET snapshot = pg_current_snapshot() WHERE EXISTS (SELECT FROM placed)
$$;
