-- What people have decided and what was said before: no event can bring it back.

CREATE TABLE target_list (
    pipeline   text PRIMARY KEY,
    version    bigint NOT NULL,
    targets    jsonb NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN target_list.version IS 'Grows with each change, and is the ETag';

CREATE TABLE snapshot (
    id              uuid PRIMARY KEY,
    pipeline        text NOT NULL,
    as_of           timestamptz NOT NULL,
    fresh_as_of     timestamptz,
    daily           date,
    taken_by        text NOT NULL,
    taken_at        timestamptz NOT NULL DEFAULT now(),
    note            text,
    idempotency_key text,
    lines           jsonb NOT NULL,
    UNIQUE (pipeline, daily),
    UNIQUE (pipeline, taken_by, idempotency_key)
);
COMMENT ON COLUMN snapshot.daily IS 'The day that it stands for: one a day, whichever replica comes first';
CREATE INDEX snapshot_latest ON snapshot (pipeline, as_of DESC, id DESC);

CREATE TABLE forecast_call (
    id              uuid PRIMARY KEY,
    pipeline        text NOT NULL,
    measure         text NOT NULL,
    period          text NOT NULL,
    team            text NOT NULL,
    owner           text NOT NULL,
    commitment      numeric NOT NULL,
    best_case       numeric,
    reason          text NOT NULL,
    author          text NOT NULL,
    made_at         timestamptz NOT NULL,
    computed        jsonb NOT NULL,
    idempotency_key text,
    UNIQUE (pipeline, author, idempotency_key)
);
COMMENT ON TABLE forecast_call IS 'What people say that a period will bring; stands beside the forecast, never in its place. Rows are added and never changed';
COMMENT ON COLUMN forecast_call.team IS 'Empty for the whole pipeline';
COMMENT ON COLUMN forecast_call.computed IS 'What was forecast for the same deals when it was made';
CREATE INDEX forecast_call_scope ON forecast_call (pipeline, measure, team, owner, made_at DESC, id DESC);
CREATE INDEX forecast_call_period ON forecast_call (pipeline, measure, period);

CREATE TABLE fiscal_year (
    one         boolean PRIMARY KEY DEFAULT true CHECK (one),
    first_month int NOT NULL,
    pattern     text NOT NULL,
    year_name   text NOT NULL,
    changed_by  text NOT NULL,
    changed_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE fiscal_year IS 'The company''s own year: one row, or none while it is the calendar''s';
