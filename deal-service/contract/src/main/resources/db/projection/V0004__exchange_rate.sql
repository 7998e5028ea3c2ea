-- For a projection that adds up amounts of several currencies.
CREATE TABLE exchange_rate (
    currency   text    NOT NULL,
    base       text    NOT NULL,
    valid_from date    NOT NULL,
    version    bigint  NOT NULL,
    rate       numeric(24, 12) NOT NULL CHECK (rate > 0),
    PRIMARY KEY (currency, base, valid_from)
);
COMMENT ON TABLE exchange_rate IS 'One unit of currency is worth rate units of base, from that day on';
