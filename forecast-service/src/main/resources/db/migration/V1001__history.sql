-- Every state a deal has been in, in business time: enough to answer as of any moment. One row per event.

CREATE TABLE pipeline (
    key        text PRIMARY KEY,
    definition bytea NOT NULL
);

CREATE TABLE deal_state (
    deal_id       uuid NOT NULL,
    sequence      bigint NOT NULL,
    occurred_at   timestamptz NOT NULL,
    recorded_at   timestamptz,
    pipeline      text NOT NULL,
    stage         text NOT NULL,
    status        text NOT NULL,
    owner         text,
    team          text,
    product       text,
    source        text,
    region        text,
    amount        numeric,
    expected_on   date,
    customer      text,
    payment_terms text,
    milestones    text,
    product_amounts text,
    fields        jsonb,
    quantities    text,
    PRIMARY KEY (deal_id, sequence)
);
COMMENT ON COLUMN deal_state.recorded_at IS 'When the deal service learned it: an imported history says of each state what became known later';
COMMENT ON COLUMN deal_state.amount IS 'In the pipeline''s currency; null while unknown';
COMMENT ON COLUMN deal_state.customer IS 'Its id; of events of before there were ids its key in another system, or its name';
COMMENT ON COLUMN deal_state.payment_terms IS 'As in the event, in JSON; null where there are none';
COMMENT ON COLUMN deal_state.product_amounts IS 'Where product stands for several, what of amount is whose, in their order, with commas between';
COMMENT ON COLUMN deal_state.quantities IS 'How much of which product in which unit, in JSON; null without lines';
COMMENT ON COLUMN deal_state.fields IS 'Values of the company''s own fields, as far as they may be keys of choices';
COMMENT ON COLUMN deal_state.milestones IS 'Those reached, as in the event, in JSON; null where there are none';
CREATE INDEX deal_state_pipeline ON deal_state (pipeline, deal_id, sequence);

CREATE TABLE payment (
    deal_id     uuid NOT NULL,
    sequence    bigint NOT NULL,
    id          text NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_on date NOT NULL,
    amount      numeric NOT NULL,
    reversed_at timestamptz,
    PRIMARY KEY (deal_id, sequence)
);
COMMENT ON COLUMN payment.reversed_at IS 'From when on it is as if it had never been: it had been recorded by mistake';
