-- Which team is a part of which, and who manages it, by day; versions are added, never changed.
CREATE TABLE team_definition (
    key        text        NOT NULL,
    version    int         NOT NULL,
    definition jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    PRIMARY KEY (key, version)
);

-- A deal's history is its present owner's; a pipeline's, a field's and a team's is everybody's.
ALTER POLICY seen ON outbox
    USING ((SELECT sees_everything()) OR aggregatetype IN ('pipelines', 'fields', 'teams')
        OR EXISTS (SELECT FROM deal WHERE deal.id = CASE aggregatetype WHEN 'deals' THEN aggregateid::uuid END));
