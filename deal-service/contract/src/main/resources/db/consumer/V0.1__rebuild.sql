-- What can be rebuilt from the events is in schema projection, what is a service's own truth in public.
-- Jobs that fill the projection anew. Not part of the projection: a job outlives the tables that it replaces.
CREATE TABLE rebuild (
    id           uuid PRIMARY KEY,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    status       text NOT NULL DEFAULT 'RUNNING' CHECK (status IN ('RUNNING', 'DONE', 'FAILED')),
    processed    bigint NOT NULL DEFAULT 0,
    total        bigint,
    problem      text,
    finished_at  timestamptz,
    CHECK ((status = 'RUNNING') = (finished_at IS NULL))
);
CREATE UNIQUE INDEX rebuild_one_at_a_time ON rebuild (status) WHERE status = 'RUNNING';
