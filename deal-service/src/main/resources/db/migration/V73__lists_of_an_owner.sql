-- The order by the expected close, as that by amount (V72): row-level security (V60) lets no comparison of a coalesce() use an
-- index, so that a page began at the first deal instead of at its own place.
ALTER TABLE deal ADD COLUMN expected_close_order date
    GENERATED ALWAYS AS (coalesce(expected_close_on, date '9999-12-31')) STORED;
CREATE INDEX deal_expected_close_order ON deal (expected_close_order, id);
DROP INDEX deal_expected_close;

-- Most lists are of somebody's own deals, who is one of hundreds: in these orders they would be picked out of everybody's.
CREATE INDEX deal_owner_updated ON deal (owner, updated_at, id);
CREATE INDEX deal_owner_stage_entered ON deal (owner, stage_entered_at, id);
CREATE INDEX deal_owner_amount ON deal (owner, amount_order, id);
CREATE INDEX deal_owner_expected_close ON deal (owner, expected_close_order, id);
