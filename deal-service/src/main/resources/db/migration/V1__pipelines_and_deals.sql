CREATE TABLE pipeline (
    key        text        NOT NULL,
    version    int         NOT NULL,
    definition jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    PRIMARY KEY (key, version)
);

CREATE TABLE exchange_rate (
    currency   char(3) NOT NULL,
    base       char(3) NOT NULL,
    valid_from date    NOT NULL,
    rate       numeric(24, 12) NOT NULL CHECK (rate > 0),
    PRIMARY KEY (currency, base, valid_from)
);
COMMENT ON TABLE exchange_rate IS 'One unit of currency is worth rate units of base, from that day on';

CREATE TABLE deal (
    id                   uuid PRIMARY KEY,
    sequence             bigint      NOT NULL,
    external_id          text,
    pipeline             text        NOT NULL,
    pipeline_version     int         NOT NULL,
    title                text        NOT NULL,
    customer_id          uuid,
    customer_name        text,
    customer_country     text,
    customer_external_id text,
    stage                text        NOT NULL,
    status               text        NOT NULL,
    stage_entered_at     timestamptz NOT NULL,
    stalled_at           timestamptz,
    snoozed_until        date,
    snooze_reason        text,
    opened_at            timestamptz NOT NULL,
    funnel_entered_at    timestamptz,
    last_occurred_at     timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    owner                text        NOT NULL,
    team                 text,
    product              text,
    source               text,
    region               text,
    amount               numeric(19, 4),
    currency             char(3),
    reporting_amount     numeric(19, 4),
    reporting_currency   char(3)     NOT NULL,
    lines                jsonb       NOT NULL DEFAULT '[]',
    amount_basis         text CHECK (amount_basis IN ('LINES', 'STATED')),
    expected_close_on    date,
    payment_terms        jsonb       NOT NULL,
    milestones           jsonb       NOT NULL DEFAULT '[]',
    qualification        jsonb       NOT NULL,
    -- So that pseudo-opportunities are found and counted by an index.
    verdict              text GENERATED ALWAYS AS (qualification ->> 'verdict') STORED,
    checklist            jsonb       NOT NULL,
    people               jsonb       NOT NULL DEFAULT '[]',
    -- The company's own, by key.
    fields               jsonb       NOT NULL DEFAULT '{}',
    import_hash          bytea,
    -- The orders by amount, in ten-thousandths, and by expected close: row-level security lets only comparisons that tell nothing of
    -- a row use an index, and neither those of numeric nor those of a coalesce() are among them. What has no amount comes first, what
    -- has more than a bigint holds or no date comes last.
    amount_order         bigint GENERATED ALWAYS AS (CASE WHEN reporting_amount IS NULL THEN -1
                             ELSE (least(reporting_amount, 922337203685477) * 10000)::bigint END) STORED,
    expected_close_order date GENERATED ALWAYS AS (coalesce(expected_close_on, date '9999-12-31')) STORED,
    FOREIGN KEY (pipeline, pipeline_version) REFERENCES pipeline (key, version)
);
COMMENT ON COLUMN deal.stalled_at IS 'When the present stay outlasted its stage''s threshold, once that has been told';
CREATE UNIQUE INDEX deal_external_id ON deal (pipeline, external_id);

CREATE TABLE payment (
    deal_id            uuid NOT NULL REFERENCES deal (id) ON DELETE CASCADE,
    id                 text NOT NULL,
    amount             numeric(19, 4) NOT NULL,
    currency           char(3) NOT NULL,
    reporting_amount   numeric(19, 4) NOT NULL,
    reporting_currency char(3) NOT NULL,
    received_on        date NOT NULL,
    reference          text,
    taken_back_at      timestamptz,
    taken_back_by      text,
    taken_back_reason  text,
    PRIMARY KEY (deal_id, id),
    CHECK (num_nulls(taken_back_at, taken_back_by, taken_back_reason) IN (0, 3))
);
COMMENT ON COLUMN payment.taken_back_at IS 'When it was said that the payment had been recorded by mistake; it counts no longer';

-- The lines of banks' files that are booked, by the bank's own reference, so that none is booked twice.
CREATE TABLE bank_entry (
    bank_reference text PRIMARY KEY,
    deal_id        uuid NOT NULL,
    payment_id     text NOT NULL,
    FOREIGN KEY (deal_id, payment_id) REFERENCES payment (deal_id, id) ON DELETE CASCADE
);
CREATE INDEX bank_entry_payment ON bank_entry (deal_id, payment_id);

CREATE TABLE risk_review (
    deal_id uuid PRIMARY KEY REFERENCES deal (id) ON DELETE CASCADE,
    content jsonb NOT NULL
);

CREATE TABLE price_request (
    deal_id uuid  NOT NULL REFERENCES deal (id) ON DELETE CASCADE,
    number  int   NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (deal_id, number)
);

CREATE TABLE approval (
    id              uuid PRIMARY KEY,
    deal_id         uuid        NOT NULL REFERENCES deal (id) ON DELETE CASCADE,
    deal_version    bigint      NOT NULL,
    kind            text        NOT NULL,
    price_request   int,
    reduction       numeric(5, 4),
    to_stage        text,
    missing         jsonb       NOT NULL,
    why             text        NOT NULL,
    asked_by        text        NOT NULL,
    asked_at        timestamptz NOT NULL,
    approvers       text[]      NOT NULL,
    -- The deal's terms when it was asked.
    stage           text        NOT NULL,
    amount          numeric(19, 4),
    currency        char(3),
    payment_terms   jsonb       NOT NULL,
    approved        boolean,
    decided_by      text,
    decided_at      timestamptz,
    decision_reason text,
    valid_until     timestamptz,
    used_at         timestamptz,
    CHECK (kind IN ('CONCESSION', 'MOVE')),
    CHECK (CASE kind WHEN 'MOVE' THEN to_stage IS NOT NULL ELSE num_nulls(price_request, reduction) = 0 END),
    CHECK (num_nulls(approved, decided_by, decided_at, decision_reason) IN (0, 4))
);
CREATE INDEX approval_deal ON approval (deal_id);

CREATE TABLE approval_limits (
    pipeline text PRIMARY KEY,
    content  jsonb NOT NULL
);

-- Deals that go from one owner to another, on a day, some at a time.
CREATE TABLE transfer_job (
    id           uuid PRIMARY KEY,
    status       text        NOT NULL,
    from_owner   text        NOT NULL,
    pipeline     text,
    of_status    text,
    to_owner     text        NOT NULL,
    to_team      text,
    effective_on date        NOT NULL,
    requested_by text        NOT NULL,
    created_at   timestamptz NOT NULL,
    finished_at  timestamptz,
    -- Counted when it begins.
    total        bigint,
    processed    bigint      NOT NULL DEFAULT 0,
    last_deal    uuid
);
CREATE INDEX transfer_job_open ON transfer_job (created_at) WHERE status IN ('WAITING', 'RUNNING');
