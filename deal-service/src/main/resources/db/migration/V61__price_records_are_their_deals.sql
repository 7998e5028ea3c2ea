-- What is on record about a deal's price is seen by whoever sees the deal (V60).
ALTER TABLE risk_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE risk_review FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON risk_review
    USING ((SELECT sees_everything()) OR EXISTS (SELECT FROM deal WHERE deal.id = deal_id)) WITH CHECK (true);

ALTER TABLE price_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE price_request FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON price_request
    USING ((SELECT sees_everything()) OR EXISTS (SELECT FROM deal WHERE deal.id = deal_id)) WITH CHECK (true);
