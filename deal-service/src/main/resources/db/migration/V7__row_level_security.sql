-- The second lock behind the queries' own conditions: what the service may see in a transaction, it has to say first. Each
-- connection is told when it is taken from the pool (class RowSecurity); one that was told nothing sees nothing.
-- The service's user must be neither a superuser nor have BYPASSRLS. Dumps are made by a user that has.

CREATE FUNCTION sees_everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('dealflow.sees', true), '') = 'everything';

-- Whether one of a thing's owners or teams is one of those that the caller may see.
CREATE FUNCTION sees(owners text[], teams text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('dealflow.sees', true), '') = 'some'
        AND (current_setting('dealflow.owner', true) = ANY (owners)
            OR teams && string_to_array(current_setting('dealflow.teams', true), chr(31)));

ALTER TABLE deal ENABLE ROW LEVEL SECURITY;
ALTER TABLE deal FORCE ROW LEVEL SECURITY;
-- Whoever sees a deal may hand it to somebody else, and sees it no longer: so what is written is not checked.
CREATE POLICY seen ON deal USING (
    (SELECT sees_everything()) OR sees(ARRAY [owner], ARRAY [team])
    -- Given away by this transaction: PostgreSQL wants to see a row also as it is after the change.
    OR id::text = current_setting('dealflow.handed_over', true)) WITH CHECK (true);

ALTER TABLE payment ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON payment
    USING ((SELECT sees_everything()) OR EXISTS (SELECT FROM deal WHERE deal.id = deal_id)) WITH CHECK (true);

-- A deal's history is its present owner's; a pipeline's, and a field's, is everybody's.
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON outbox
    USING ((SELECT sees_everything()) OR aggregatetype IN ('pipelines', 'fields')
        OR EXISTS (SELECT FROM deal WHERE deal.id = CASE aggregatetype WHEN 'deals' THEN aggregateid::uuid END)) WITH CHECK (true);

-- What is on record about a deal's price is seen by whoever sees the deal.
ALTER TABLE risk_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE risk_review FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON risk_review
    USING ((SELECT sees_everything()) OR EXISTS (SELECT FROM deal WHERE deal.id = deal_id)) WITH CHECK (true);

ALTER TABLE price_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE price_request FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON price_request
    USING ((SELECT sees_everything()) OR EXISTS (SELECT FROM deal WHERE deal.id = deal_id)) WITH CHECK (true);

ALTER TABLE approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE approval FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON approval
    USING ((SELECT sees_everything()) OR EXISTS (SELECT FROM deal WHERE deal.id = deal_id)) WITH CHECK (true);

-- An externalId is taken also where its deal is not to be seen.
CREATE FUNCTION external_id_taken(of_pipeline text, wanted text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    told CONSTANT text := coalesce(current_setting('dealflow.sees', true), '');
    taken boolean;
BEGIN
    PERFORM set_config('dealflow.sees', 'everything', true);
    taken := EXISTS (SELECT FROM deal WHERE pipeline = of_pipeline AND external_id = wanted);
    PERFORM set_config('dealflow.sees', told, true);
    RETURN taken;
END $$;
