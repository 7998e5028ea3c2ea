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

CREATE TABLE adjustment (
    pipeline text NOT NULL,
    measure  text NOT NULL,
    period   text NOT NULL,
    team     text NOT NULL,
    owner    text NOT NULL,
    author   text NOT NULL,
    amount   numeric NOT NULL,
    reason   text NOT NULL,
    made_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (pipeline, measure, period, team, owner, author)
);
COMMENT ON TABLE adjustment IS 'What managers think a forecast should be; stands beside it, never in its place';
COMMENT ON COLUMN adjustment.team IS 'Empty for the whole pipeline';
