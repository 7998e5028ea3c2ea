-- Most lists of an owner's deals are of the open ones, one in ten after some years: which are open is found in the index now, where
-- each deal had to be fetched before to see that it is closed.
DROP INDEX deal_owner_amount, deal_owner_expected_close, deal_owner_stage_entered, deal_owner_updated;
CREATE INDEX deal_owner_amount ON deal (owner, amount_order, id, status);
CREATE INDEX deal_owner_expected_close ON deal (owner, expected_close_order, id, status);
CREATE INDEX deal_owner_stage_entered ON deal (owner, stage_entered_at, id, status);
CREATE INDEX deal_owner_updated ON deal (owner, updated_at, id, status);
