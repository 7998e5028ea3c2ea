ALTER TABLE deal
    ADD COLUMN snoozed_until date,
    ADD COLUMN snooze_reason text,
    ADD COLUMN milestones    jsonb NOT NULL DEFAULT '[]';
