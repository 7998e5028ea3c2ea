-- As in V71, but no event holds the others: whose one is that says it neither in columns nor in JSON that PostgreSQL can read
-- (half a character, "\ud800", is JSON and no text) is nobody's, and those see it who see everything. A deleted deal's event
-- is read from the columns of the one before, as far as that has them.
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
