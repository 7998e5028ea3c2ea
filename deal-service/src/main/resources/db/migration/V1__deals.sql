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
    customer_name        text,
    customer_country     text,
    customer_external_id text,
    stage                text        NOT NULL,
    status               text        NOT NULL,
    stage_entered_at     timestamptz NOT NULL,
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
    expected_close_on    date,
    payment_terms        jsonb       NOT NULL,
    qualification        jsonb       NOT NULL,
    checklist            jsonb       NOT NULL,
    import_hash          bytea,
    FOREIGN KEY (pipeline, pipeline_version) REFERENCES pipeline (key, version)
);
CREATE UNIQUE INDEX deal_external_id ON deal (pipeline, external_id);
CREATE INDEX deal_updated ON deal (updated_at, id);
CREATE INDEX deal_owner ON deal (owner, id);
CREATE INDEX deal_pipeline_stage ON deal (pipeline, stage, id);

CREATE TABLE payment (
    deal_id            uuid NOT NULL REFERENCES deal (id) ON DELETE CASCADE,
    id                 text NOT NULL,
    amount             numeric(19, 4) NOT NULL,
    currency           char(3) NOT NULL,
    reporting_amount   numeric(19, 4) NOT NULL,
    reporting_currency char(3) NOT NULL,
    received_on        date NOT NULL,
    reference          text,
    PRIMARY KEY (deal_id, id)
);

-- Every event ever, with the columns of Debezium's outbox event router; also the deals' history.
CREATE TABLE outbox (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    aggregatetype text        NOT NULL,
    aggregateid   text        NOT NULL,
    version       bigint      NOT NULL,
    type          text        NOT NULL,
    payload       text        NOT NULL,
    occurred_at   timestamptz NOT NULL,
    written_in    xid8        NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (aggregateid, version)
);

-- Which of them Kafka has not acknowledged. A narrow table of its own, since marking the wide rows would write them again.
CREATE TABLE outbox_unpublished (
    bucket    smallint NOT NULL,
    outbox_id bigint   NOT NULL,
    PRIMARY KEY (bucket, outbox_id)
);

CREATE TABLE import_job (
    id          uuid PRIMARY KEY,
    status      text        NOT NULL,
    format      text        NOT NULL,
    mapping     jsonb,
    requested_by text       NOT NULL,
    created_at  timestamptz NOT NULL,
    finished_at timestamptz,
    total       bigint,
    processed   bigint      NOT NULL DEFAULT 0,
    imported    bigint      NOT NULL DEFAULT 0,
    unchanged   bigint      NOT NULL DEFAULT 0,
    errors      bigint      NOT NULL DEFAULT 0,
    problem     text
);

-- The uploaded lines, until they are done: what is accepted survives a restart.
CREATE TABLE import_line (
    job_id  uuid   NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    line    bigint NOT NULL,
    content text   NOT NULL,
    PRIMARY KEY (job_id, line)
);

CREATE TABLE import_error (
    job_id      uuid   NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    line        bigint NOT NULL,
    field       text,
    message     text   NOT NULL,
    external_id text,
    PRIMARY KEY (job_id, line)
);
