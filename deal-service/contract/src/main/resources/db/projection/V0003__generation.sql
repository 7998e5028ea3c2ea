-- Which deals a transaction touched, so that every replica can follow the changes (ChangedDeals). The id of the
-- transaction, not a time or a number: those are taken before the commit, and a late one would be missed.
ALTER TABLE deal_position ADD COLUMN applied_in xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX deal_position_applied_in ON deal_position (applied_in, deal_id);

-- Tables and positions in Kafka belong together: tables that start empty read with a group of their own, from the
-- first event. Tables of an earlier version go on with the group that has filled them.
CREATE TABLE generation (
    id           uuid NOT NULL DEFAULT gen_random_uuid(),
    group_suffix text NOT NULL,
    only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);
COMMENT ON TABLE generation IS 'Names this build of the projection; a rebuild makes another one';
INSERT INTO generation (id, group_suffix)
SELECT id, CASE WHEN EXISTS (SELECT FROM deal_position) OR EXISTS (SELECT FROM parked_event) THEN ''
                ELSE '-' || id END
FROM (SELECT gen_random_uuid() AS id) new;
