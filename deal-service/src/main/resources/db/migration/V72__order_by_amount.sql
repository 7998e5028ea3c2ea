-- The order by amount, in ten-thousandths: row-level security (V60) lets only comparisons that tell nothing of a row use an
-- index, and those of numeric are not among them. What has no amount comes first, and what has more than a bigint holds last.
ALTER TABLE deal ADD COLUMN amount_order bigint
    GENERATED ALWAYS AS (CASE WHEN reporting_amount IS NULL THEN -1
        ELSE (least(reporting_amount, 922337203685477) * 10000)::bigint END) STORED;
CREATE INDEX deal_amount_order ON deal (amount_order, id);
DROP INDEX deal_amount;
