-- So that pseudo-opportunities are found and counted by an index.
ALTER TABLE deal ADD COLUMN verdict text GENERATED ALWAYS AS (qualification ->> 'verdict') STORED;
CREATE INDEX deal_verdict ON deal (pipeline, verdict, id) WHERE status = 'LEAD';
