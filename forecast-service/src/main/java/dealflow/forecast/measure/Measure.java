package dealflow.forecast.measure;

/** What is forecast: the value of orders confirmed (订单), or the money received for them (回款). */
public enum Measure {
    BOOKINGS,
    RECEIPTS
}
