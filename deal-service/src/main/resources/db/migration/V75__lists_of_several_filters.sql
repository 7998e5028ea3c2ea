-- A list with several filters is found in one index: the columns behind the order are what is asked of a deal beside the first, and
-- are looked at in the index, where each deal had to be fetched before (ten thousand for a page of a team's deals in one stage).
-- No more than four texts that people write in each: an entry has 2,704 bytes at most, and such a text 600.
DROP INDEX deal_owner, deal_team, deal_product, deal_source, deal_region,
    deal_updated, deal_stage_entered, deal_amount_order, deal_expected_close_order;
CREATE INDEX deal_owner ON deal (owner, id, status, stage, team, product, region);
CREATE INDEX deal_team ON deal (team, id, status, stage, product, source, region);
CREATE INDEX deal_product ON deal (product, id, status, stage, team, source, region);
CREATE INDEX deal_source ON deal (source, id, status, stage, team, product, region);
CREATE INDEX deal_region ON deal (region, id, status, stage, team, product, source);
CREATE INDEX deal_updated ON deal (updated_at, id, status, stage, team, product);
CREATE INDEX deal_stage_entered ON deal (stage_entered_at, id, status, stage, team, product);
CREATE INDEX deal_amount_order ON deal (amount_order, id, status, stage, team, product);
CREATE INDEX deal_expected_close_order ON deal (expected_close_order, id, status, stage, team, product);

-- Few pipelines stand before it in the unique index (V1), which finds it as well.
DROP INDEX deal_external;
