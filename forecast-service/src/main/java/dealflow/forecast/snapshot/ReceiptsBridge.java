package dealflow.forecast.snapshot;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.receipts.DealReceipts;
import dealflow.forecast.receipts.Order;

/**
 * Of money: a deal brings what was paid of it in the period, and what is expected then of its order, or of the order that it may become.
 * What happened to an order is taken one after the other: time and payments, its amount, its terms, and what had been known too late.
 */
final class ReceiptsBridge extends ForecastBridge {

    private final DealReceipts first;
    private final DealReceipts moved;
    private final DealReceipts learned;

    ReceiptsBridge(InformationSet before, InformationSet after, Scope scope, int from, int to) {
        super(Measure.RECEIPTS, before, after, scope, from, to);
        first = receipts(before, before, window);
        moved = receipts(before, after, laterWindow);
        learned = receipts(after, after, laterWindow);
    }

    /** By the model of one moment, of what is known at another. */
    private static DealReceipts receipts(InformationSet by, InformationSet at, Window window) {
        var model = by.model();
        return new DealReceipts(
                model.estimates(), model.bookings(), by.behaviour(), at.model().history(), window);
    }

    @Override
    Term gone() {
        return Term.CANCELLED;
    }

    @Override
    void changed(DealHistory was, State wasState, DealHistory is, State isState) {
        var payments = PaymentsBetween.of(
                was, before.model().history(), is, after.model().history());
        if (wasState == State.WON && isState == State.WON) {
            stillOrder(was, is, payments);
        } else if (wasState == State.UNKNOWN || isState == State.WON) {
            // All that it has brought meanwhile belongs to that.
            var brought = payments.paid(from, to) + payments.refunded(from, to);
            var term = wasState == State.UNKNOWN ? Term.NEW : Term.WON;
            change(term, brought + moved(is, isState) - expected(was, wasState), said(is));
            add(Term.MODEL, learned(is, isState) - moved(is, isState));
            restate(payments, 0);
        } else {
            if (wasState == State.OPEN && isState == State.OPEN) {
                stillOpen(was, is);
            } else if (isState == State.OPEN) {
                change(Term.REOPENED, moved(is, isState) - expected(was, wasState), said(is));
                add(Term.MODEL, learned(is, isState) - moved(is, isState));
            } else {
                change(wasState == State.WON ? Term.CANCELLED : Term.LOST, -expected(was, wasState), said(was));
            }
            var paid = payments.paid(from, to);
            change(Term.PAID_WITHIN, paid, paid);
            refund(payments);
            restate(payments, 0);
        }
    }

    private void stillOpen(DealHistory was, DealHistory is) {
        var amount = amount(before, was);
        var now = amount(after, is);
        var part = first.open(was, was.paymentRecord());
        var later = moved.open(is, was.paymentRecord());
        change(later < part ? Term.SLIPPED : Term.PULLED_IN, (later - part) * amount, said(is));
        if (Double.compare(was.quoted(), is.quoted()) == 0) {
            add(Term.MODEL, later * (now - amount));
        } else {
            change(Term.REPRICED, later * (now - amount), said(is) - said(was));
        }
        var other = moved.open(is, is.paymentRecord());
        change(Term.TERMS_CHANGED, (other - later) * now, said(is));
        add(Term.MODEL, (learned.open(is, is.paymentRecord()) - other) * now);
    }

    private void stillOrder(DealHistory was, DealHistory is, PaymentsBetween payments) {
        var began = first.order(was);
        var worth = learned.order(is).amount();
        var last = Order.of(is, worth);
        var paid = began.paid(payments.inTime(was.paymentRecord()));
        var repriced = paid.worth(worth);
        var termed = repriced.paid(payments.inTime(is.paymentRecord()));
        var expected = moved.owed(paid);
        passed(expected - first.owed(began), payments, Double.isNaN(was.amount()) ? 0 : moved.unpaid(paid));
        refund(payments);
        var atPrice = owed(repriced, paid, expected);
        if (Double.isNaN(was.amount()) && Double.isNaN(is.amount())) {
            add(Term.MODEL, atPrice - expected);
        } else {
            change(Term.REPRICED, atPrice - expected, said(is) - said(was));
        }
        var byTerms = owed(termed, repriced, atPrice);
        change(Term.TERMS_CHANGED, byTerms - atPrice, said(is));
        var known = owed(last, termed, byTerms);
        restate(payments, known - byTerms);
        add(Term.MODEL, learned.owed(last) - known);
    }

    /**
     * Time, and what was paid in it.
     *
     * @param owed 0 where nobody knows
     */
    private void passed(double change, PaymentsBetween payments, double owed) {
        var within = payments.paid(from, to);
        if (within > 0) {
            change(Term.PAID_WITHIN, within + change, within);
        } else if (payments.isPaid()) {
            change(Term.PAID_OUTSIDE, change, payments.paid(Integer.MIN_VALUE, Integer.MAX_VALUE));
        } else if (change != 0) {
            change(change < 0 ? Term.PAYMENT_LATER : Term.PAYMENT_SOONER, change, owed);
        }
    }

    private void refund(PaymentsBetween payments) {
        var refunded = payments.refunded(from, to);
        change(Term.REFUNDED, refunded, refunded);
    }

    /** @param more what it did to what is owed */
    private void restate(PaymentsBetween payments, double more) {
        var late = payments.late(from, to);
        change(Term.RESTATED, late + more, late);
    }

    /** What has not changed need not be worked out again. */
    private double owed(Order order, Order other, double known) {
        return order.equals(other) ? known : moved.owed(order);
    }

    /** What was still to come at the earlier moment. */
    private double expected(DealHistory was, State state) {
        return was == null ? 0 : ahead(first, was, state, amount(before, was), first);
    }

    /** The same at the later one, by the earlier model. */
    private double moved(DealHistory is, State state) {
        return ahead(moved, is, state, amount(after, is), learned);
    }

    private double learned(DealHistory is, State state) {
        return ahead(learned, is, state, amount(after, is), learned);
    }

    /** @param own by which an order is worth what it is */
    private static double ahead(DealReceipts by, DealHistory life, State state, double amount, DealReceipts own) {
        return switch (state) {
            case UNKNOWN, LOST -> 0;
            case OPEN -> by.open(life, life.paymentRecord()) * amount;
            case WON -> by.owed(own.order(life));
        };
    }

    @Override
    double valueOfWas(DealHistory was, State state) {
        return received(before, was) + expected(was, state);
    }

    @Override
    double valueOfIs(DealHistory is, State state) {
        return received(after, is) + learned(is, state);
    }

    private double received(InformationSet known, DealHistory life) {
        var settled = known.model().history().settledBefore();
        return PaymentsBetween.sum(life.paymentRecord().before(settled).received(), from, to);
    }
}
