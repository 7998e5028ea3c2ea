-- Who is sent the events over HTTP.
CREATE TABLE webhook (
    id              uuid PRIMARY KEY,
    version         bigint      NOT NULL,
    url             text        NOT NULL,
    description     text,
    types           text[]      NOT NULL,
    pipelines       text[]      NOT NULL,
    secret          bytea       NOT NULL,
    previous_secret bytea,
    previous_until  timestamptz,
    created_at      timestamptz NOT NULL,
    created_by      text        NOT NULL
);

-- How far each has come. Apart from what people write, so that deliveries and edits do not meet.
CREATE TABLE webhook_delivery (
    webhook_id      uuid PRIMARY KEY REFERENCES webhook (id) ON DELETE CASCADE,
    status          text        NOT NULL,
    paused_because  text,
    position        bigint      NOT NULL,
    ahead           bigint[]    NOT NULL DEFAULT '{}',
    failures        int         NOT NULL DEFAULT 0,
    failing_since   timestamptz,
    last_attempt_at timestamptz,
    last_status     int,
    last_error      text,
    due_at          timestamptz NOT NULL DEFAULT now(),
    leased_by       uuid,
    leased_until    timestamptz
);
COMMENT ON COLUMN webhook_delivery.position IS 'Every event of the feed up to here is delivered';
COMMENT ON COLUMN webhook_delivery.ahead IS 'Places behind it that are delivered, too, while a deal before them has to wait';
