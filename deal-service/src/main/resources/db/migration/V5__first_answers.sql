-- The first answer to each request with an Idempotency-Key, written in the transaction of what the request did.
CREATE TABLE first_answer (
    caller      text        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    status      smallint    NOT NULL,
    headers     jsonb       NOT NULL,
    body        bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (caller, key)
);
CREATE INDEX first_answer_age ON first_answer (created_at);
