-- What the service has said of the past; its own, no event can bring it back.

-- Jobs that ask the past the question of today, and what they found.
CREATE TABLE backtest (
    id              uuid PRIMARY KEY,
    pipeline        text NOT NULL,
    measure         text NOT NULL,
    unit            text NOT NULL,
    horizons        int NOT NULL,
    requested_by    text NOT NULL,
    requested_at    timestamptz NOT NULL,
    idempotency_key text,
    status          text NOT NULL,
    processed       int NOT NULL DEFAULT 0,
    total           int,
    touched_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    problem         text,
    record          jsonb,
    UNIQUE (requested_by, idempotency_key)
);
COMMENT ON COLUMN backtest.measure IS 'What was forecast: BOOKINGS or RECEIPTS';
COMMENT ON COLUMN backtest.touched_at IS 'When it last made progress: a job whose replica has died is seen by this';
CREATE INDEX backtest_latest ON backtest (pipeline, unit, requested_at DESC);

-- What each estimator said at the start of past days: worked out once from what was known then, and made anew where that has changed.
CREATE TABLE past_forecast (
    pipeline text NOT NULL,
    day      date NOT NULL,
    method   int NOT NULL,
    basis    bigint NOT NULL,
    wins     int NOT NULL,
    content  bytea NOT NULL,
    made_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (pipeline, day)
);
COMMENT ON COLUMN past_forecast.method IS 'How it was worked out: a version of the service that does it otherwise makes it anew';
COMMENT ON COLUMN past_forecast.basis IS 'A mark of the history before the day that it was made from';
COMMENT ON COLUMN past_forecast.content IS 'Sums by days ahead for each estimator, in 4-byte floats';
