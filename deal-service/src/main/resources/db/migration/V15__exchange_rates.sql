-- Rates are published: each time that the rate of a day is set is a version of it.
ALTER TABLE exchange_rate ADD COLUMN version bigint NOT NULL DEFAULT 1;

-- A deal's history is its present owner's; a pipeline's, a field's, a team's and a rate's is everybody's.
DROP POLICY seen ON outbox;
CREATE POLICY seen ON outbox
    USING ((SELECT sees_everything()) OR aggregatetype IN ('pipelines', 'fields', 'teams', 'exchange-rates')
        OR EXISTS (SELECT FROM deal WHERE deal.id = CASE aggregatetype WHEN 'deals' THEN aggregateid::uuid END)) WITH CHECK (true);

-- Those on record are told once.
WITH told AS (
    INSERT INTO outbox (aggregatetype, aggregateid, version, type, payload, occurred_at)
    SELECT 'exchange-rates', format('exchange-rates/%s/%s/%s', currency, base, valid_from), version, 'dealflow.exchange-rate.set.v1',
        json_build_object('currency', currency, 'base', base, 'validFrom', valid_from, 'version', version,
            'rate', trim_scale(rate)::text)::text, now()
    FROM exchange_rate
    RETURNING id, aggregateid)
INSERT INTO outbox_unpublished (bucket, outbox_id) SELECT hashtext(aggregateid) & 15, id FROM told;
