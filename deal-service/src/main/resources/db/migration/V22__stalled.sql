ALTER TABLE deal ADD COLUMN stalled_at timestamptz;
COMMENT ON COLUMN deal.stalled_at IS 'When the present stay outlasted its stage''s threshold, once that has been told';

-- What the search for deals that have stalled looks through: those under way of which it has not been told.
CREATE INDEX deal_not_stalled ON deal (pipeline, stage, stage_entered_at) WHERE status = 'OPEN' AND stalled_at IS NULL;
CREATE INDEX deal_stalled ON deal (pipeline, id) WHERE status = 'OPEN' AND stalled_at IS NOT NULL;
