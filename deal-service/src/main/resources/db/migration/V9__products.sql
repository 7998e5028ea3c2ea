-- What is sold. The lines of deals name a product by its key; they need not, but in pipelines whose list is closed.
CREATE TABLE product (
    key                 text PRIMARY KEY,
    names               jsonb NOT NULL,
    unit                text,
    list_price          numeric(19, 4),
    list_price_currency char(3),
    CHECK (num_nulls(list_price, list_price_currency) IN (0, 2))
);
