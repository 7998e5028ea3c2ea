-- Beside those of money, of the pipeline, its teams and people, which whoever does not know these goes on reading and replacing.

ALTER TABLE target_list ADD COLUMN further jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN target_list.further IS 'Targets by number of deals, and of products, sources, regions and own fields';
