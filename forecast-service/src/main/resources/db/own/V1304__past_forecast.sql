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
