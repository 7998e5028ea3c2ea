-- Receipts have a track record of their own; what was measured before were bookings.

ALTER TABLE backtest ADD COLUMN measure text NOT NULL DEFAULT 'BOOKINGS';
COMMENT ON COLUMN backtest.measure IS 'What was forecast: BOOKINGS or RECEIPTS';
