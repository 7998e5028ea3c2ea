-- Whose an event is, told by who writes it: the feed need not read it out of each event's JSON again. Null for an event of the
-- release before, and for a deleted deal, which is what it was before: these are still read.
ALTER TABLE outbox
    ADD COLUMN pipeline text,
    ADD COLUMN owners   text[],
    ADD COLUMN teams    text[];

-- As in V40, but the place where to begin is read first: row-level security (V60) lets only a comparison with a constant use
-- the index, and made each call read the whole outbox. Nobody moves the place meanwhile, for callers are let in one at a time.
CREATE OR REPLACE FUNCTION place_events() RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    placed CONSTANT pg_snapshot := (SELECT snapshot FROM feed_progress);
    first CONSTANT xid8 := pg_snapshot_xmin(placed);
BEGIN
    WITH fresh AS (
        SELECT id, aggregatetype, aggregateid, version, type, pipeline, owners, teams,
            CASE WHEN owners IS NULL THEN payload END AS payload
        FROM outbox WHERE written_in >= first AND NOT pg_visible_in_snapshot(written_in, placed)),
    told AS (
        SELECT fresh.*, event -> 'deal' AS deal, event -> 'previous' AS previous
        FROM fresh
        -- A deleted deal is what it was before.
        CROSS JOIN LATERAL (
            SELECT CASE WHEN fresh.type = 'dealflow.deal.deleted.v1'
                THEN (SELECT before.payload::jsonb FROM outbox AS before
                    WHERE before.aggregateid = fresh.aggregateid AND before.version = fresh.version - 1)
                ELSE fresh.payload::jsonb END OFFSET 0) AS read (event)),
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
