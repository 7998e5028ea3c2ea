CREATE TABLE pipeline (
    key        text PRIMARY KEY,
    version    int   NOT NULL,
    definition jsonb NOT NULL
);

-- What each event left behind: one row an event, in business time. Every statistic is a function of these rows.
CREATE TABLE deal_state (
    deal_id   uuid        NOT NULL,
    sequence  bigint      NOT NULL,
    pipeline  text        NOT NULL,
    at        timestamptz NOT NULL,
    direction text,
    status    text        NOT NULL,
    stage     text        NOT NULL,
    owner     text        NOT NULL,
    team      text,
    product   text,
    source    text,
    region    text,
    amount    numeric(19, 4),
    reason    text,
    snoozed_until date,
    product_amounts text,
    fields    jsonb,
    PRIMARY KEY (deal_id, sequence)
);
COMMENT ON COLUMN deal_state.product_amounts IS 'Where product stands for several, what of amount is whose, in their order, with commas between';
COMMENT ON COLUMN deal_state.snoozed_until IS 'Until when it is not stalled, for a reason that is known';
COMMENT ON COLUMN deal_state.fields IS 'Values of the company''s own fields, as far as they may be keys of choices';
CREATE INDEX deal_state_pipeline ON deal_state (pipeline, at);
