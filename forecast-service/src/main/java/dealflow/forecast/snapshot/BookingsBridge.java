package dealflow.forecast.snapshot;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;

/** Of orders: a deal brings its amount if it is won in the period. */
final class BookingsBridge extends ForecastBridge {

    private final ExpectedWins earlier;
    private final ExpectedWins later;

    BookingsBridge(InformationSet before, InformationSet after, Scope scope, int from, int to) {
        super(Measure.BOOKINGS, before, after, scope, from, to);
        earlier = before.model().bookings();
        later = after.model().bookings();
    }

    @Override
    Term gone() {
        return Term.LOST;
    }

    @Override
    void changed(DealHistory was, State first, DealHistory is, State second) {
        if (first == State.UNKNOWN) {
            if (second == State.OPEN) {
                open(Term.NEW, is);
            } else {
                change(Term.NEW, valueOfIs(is, second), said(is));
            }
            return;
        }
        var began = valueOfWas(was, first);
        switch (second) {
            case WON -> {
                var term = first == State.WON ? settled(was, is) : Term.WON;
                change(term, won(is) - began, term == Term.REPRICED ? said(is) - said(was) : said(is));
            }
            case LOST, UNKNOWN -> change(first == State.LOST ? Term.RESTATED : Term.LOST, -began, said(was));
            case OPEN -> {
                if (first == State.OPEN) {
                    stillOpen(was, is);
                } else {
                    add(Term.REOPENED, -began);
                    open(Term.REOPENED, is);
                }
            }
        }
    }

    private void stillOpen(DealHistory was, DealHistory is) {
        var p = earlier.chance(stratum(before, was, before), window);
        var moved = earlier.chance(stratum(before, is, after), lapse, window);
        var learned = later.chance(stratum(after, is, after), laterWindow);
        var amount = amount(before, was);
        var now = amount(after, is);
        change(moved < p ? Term.SLIPPED : Term.PULLED_IN, (moved - p) * amount, said(is));
        if (Double.compare(was.quoted(), is.quoted()) == 0) {
            add(Term.MODEL, moved * (now - amount));
        } else {
            change(Term.REPRICED, moved * (now - amount), said(is) - said(was));
        }
        add(Term.MODEL, (learned - moved) * now);
    }

    /** A deal that was not expected to be open. */
    private void open(Term term, DealHistory is) {
        var moved = earlier.chance(stratum(before, is, after), lapse, window);
        var now = amount(after, is);
        change(term, moved * now, said(is));
        add(Term.MODEL, (later.chance(stratum(after, is, after), laterWindow) - moved) * now);
    }

    private static Term settled(DealHistory was, DealHistory is) {
        return was.wonDay() == is.wonDay() && Double.compare(was.amount(), is.amount()) != 0
                ? Term.REPRICED
                : Term.RESTATED;
    }

    @Override
    double valueOfWas(DealHistory was, State state) {
        return value(before, was, state, window, earlier);
    }

    @Override
    double valueOfIs(DealHistory is, State state) {
        return value(after, is, state, laterWindow, later);
    }

    private double value(InformationSet known, DealHistory life, State state, Window own, ExpectedWins expectedWins) {
        return switch (state) {
            case UNKNOWN, LOST -> 0;
            case OPEN -> expectedWins.chance(stratum(known, life, known), own) * amount(known, life);
            case WON -> won(life);
        };
    }

    private double won(DealHistory life) {
        return life.wonDay() >= from && life.wonDay() < to ? said(life) : 0;
    }
}
