-- The company's teams, for a projection whose deals are asked for by team.
CREATE TABLE team (
    key        text PRIMARY KEY,
    version    int   NOT NULL,
    definition jsonb NOT NULL
);
COMMENT ON COLUMN team.definition IS 'What it was when, as the topic has it';
