-- A partition without a time exists, and nothing has been read of it yet: the projection is not complete.
ALTER TABLE partition_freshness ALTER COLUMN fresh_as_of DROP NOT NULL;
