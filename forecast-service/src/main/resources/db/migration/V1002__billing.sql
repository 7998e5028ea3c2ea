-- What receipts depend on. States read before this lack it: rebuild the projection once to fill it in.
ALTER TABLE deal_state
    ADD COLUMN customer      text,
    ADD COLUMN payment_terms text,
    ADD COLUMN milestones    text;
COMMENT ON COLUMN deal_state.customer IS 'Its key in another system, or its name';
COMMENT ON COLUMN deal_state.payment_terms IS 'As in the event, in JSON; null where there are none';
COMMENT ON COLUMN deal_state.milestones IS 'Those reached, as in the event, in JSON; null where there are none';
