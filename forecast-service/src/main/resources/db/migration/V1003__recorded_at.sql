-- Whether what is said of the future was said in time: an imported history says of each state what became known later.
ALTER TABLE deal_state ADD COLUMN recorded_at timestamptz;
COMMENT ON COLUMN deal_state.recorded_at IS 'When the deal service learned it; null in states read before this was kept';
