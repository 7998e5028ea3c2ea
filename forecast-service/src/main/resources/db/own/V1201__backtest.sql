-- Jobs that ask the past the question of today, and what they found; the service's own, no event can bring them back.

CREATE TABLE backtest (
    id              uuid PRIMARY KEY,
    pipeline        text NOT NULL,
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
COMMENT ON COLUMN backtest.touched_at IS 'When it last made progress: a job whose replica has died is seen by this';
CREATE INDEX backtest_latest ON backtest (pipeline, unit, requested_at DESC);
