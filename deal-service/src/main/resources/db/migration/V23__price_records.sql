CREATE TABLE risk_review (
    deal_id uuid PRIMARY KEY REFERENCES deal (id) ON DELETE CASCADE,
    content jsonb NOT NULL
);

CREATE TABLE price_request (
    deal_id uuid  NOT NULL REFERENCES deal (id) ON DELETE CASCADE,
    number  int   NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (deal_id, number)
);

CREATE TABLE approval_limits (
    pipeline text PRIMARY KEY,
    content  jsonb NOT NULL
);
