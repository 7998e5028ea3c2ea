-- Until when a deal is not stalled, for a reason that is known.
ALTER TABLE deal_state ADD COLUMN snoozed_until date;
