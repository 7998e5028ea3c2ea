-- Who is sent the events over HTTP.
CREATE TABLE webhook (
    id              uuid PRIMARY KEY,
    version         bigint      NOT NULL,
    url             text        NOT NULL,
    description     text,
    types           text[]      NOT NULL,
    pipelines       text[]      NOT NULL,
    owners          text[]      NOT NULL DEFAULT '{}',
    teams           text[]      NOT NULL DEFAULT '{}',
    fields          text[]      NOT NULL DEFAULT '{}',
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
    paused_at       timestamptz,
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

-- What came of each message, for those who look after the receiver. The ids begin with the time, so the latest are read and the oldest
-- deleted by the key.
CREATE TABLE webhook_attempt (
    webhook_id    uuid        NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    id            uuid        NOT NULL,
    position      bigint      NOT NULL,
    event_id      text        NOT NULL,
    event_type    text        NOT NULL,
    subject       text        NOT NULL,
    attempt       int         NOT NULL,
    resent        boolean     NOT NULL,
    attempted_at  timestamptz NOT NULL,
    took_millis   int         NOT NULL,
    answer_status int,
    error         text,
    answer        text,
    PRIMARY KEY (webhook_id, id)
);
COMMENT ON COLUMN webhook_attempt.position IS 'The event''s place in the feed, by which it is found to be sent again';
COMMENT ON COLUMN webhook_attempt.answer IS 'The beginning of the answer''s body, as text that is safe to show';
CREATE INDEX webhook_attempt_event ON webhook_attempt (webhook_id, event_id);
