-- Filters of deals that people keep. A key is everybody's, so that an address with it means the same to whoever it is sent to.
CREATE TABLE saved_view (
    key         text PRIMARY KEY,
    version     bigint      NOT NULL,
    owner       text        NOT NULL,
    names       jsonb       NOT NULL,
    filter      jsonb       NOT NULL,
    shared_with text        NOT NULL CHECK (shared_with IN ('NOBODY', 'TEAM', 'ALL')),
    teams       text[]      NOT NULL,
    updated_at  timestamptz NOT NULL
);
COMMENT ON COLUMN saved_view.filter IS 'Parameters of the deal list, each with its values';
CREATE INDEX saved_view_owner ON saved_view (owner);

-- Who is in a team is told to the database of managers only: which of those that are shared somebody sees is the queries' to ask.
ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_view FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON saved_view USING ((SELECT sees_everything()) OR sees(ARRAY [owner], ARRAY []::text[])
    OR shared_with <> 'NOBODY' AND coalesce(current_setting('dealflow.sees', true), '') = 'some') WITH CHECK (true);

-- A webhook follows a view as it is when something is sent. The key changes where it is a name that is erased.
ALTER TABLE webhook ADD COLUMN view text REFERENCES saved_view (key) ON UPDATE CASCADE;
CREATE INDEX webhook_view ON webhook (view) WHERE view IS NOT NULL;

-- A deal as an event tells of it, for the conditions that lists ask of the table.
CREATE FUNCTION deal_told(told jsonb, recorded_at jsonb) RETURNS deal LANGUAGE sql STABLE
    RETURN jsonb_populate_record(NULL::deal, jsonb_build_object(
        'id', told -> 'id', 'external_id', told -> 'externalId', 'pipeline', told -> 'pipeline', 'title', told -> 'title',
        'customer_name', told -> 'customer' -> 'name', 'stage', told -> 'stage', 'status', told -> 'status',
        'stage_entered_at', told -> 'stageEnteredAt', 'updated_at', recorded_at, 'owner', told -> 'owner', 'team', told -> 'team',
        'product', told -> 'product', 'source', told -> 'source', 'region', told -> 'region',
        'reporting_amount', told -> 'reportingAmount' -> 'amount', 'verdict', told -> 'qualification' -> 'verdict',
        'fields', coalesce(told -> 'fields', '{}'),
        'amount_order', CASE WHEN told #>> '{reportingAmount,amount}' IS NULL THEN -1
            ELSE (least((told #>> '{reportingAmount,amount}')::numeric, 922337203685477) * 10000)::bigint END,
        'expected_close_order', coalesce(told ->> 'expectedCloseOn', '9999-12-31')));

-- An event's deal after it, and as it was before.
CREATE FUNCTION deals_told(event outbox) RETURNS SETOF deal LANGUAGE sql STABLE AS $$
    SELECT deal.*
    FROM (SELECT CASE WHEN pg_input_is_valid(payload, 'jsonb') THEN payload::jsonb END AS payload FROM outbox
        WHERE event.aggregatetype = 'deals' AND aggregateid = event.aggregateid
        AND version IN (event.version - 1, event.version) OFFSET 0) AS told
    CROSS JOIN LATERAL deal_told(payload -> 'deal', payload -> 'recordedAt') AS deal
    WHERE jsonb_typeof(payload -> 'deal') = 'object'
$$;

-- A transfer keeps the filter that it was ordered with, whatever becomes of the view that had it.
ALTER TABLE transfer_job ADD COLUMN filter jsonb NOT NULL DEFAULT '{}', ADD COLUMN view text, ADD COLUMN problem text;
