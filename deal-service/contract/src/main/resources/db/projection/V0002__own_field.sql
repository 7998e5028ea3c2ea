-- The company's own fields, for a projection that tells deals apart by them.
CREATE TABLE own_field (
    key     text PRIMARY KEY,
    version int NOT NULL,
    type    text
);
COMMENT ON COLUMN own_field.type IS 'What it holds, where deals are told apart by it; null where they are not';
