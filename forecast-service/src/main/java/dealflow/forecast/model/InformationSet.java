package dealflow.forecast.model;

import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.estimate.Subpopulation;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.Memo;
import dealflow.forecast.measure.BookingsSeries;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.receipts.PaymentBehaviour;
import dealflow.forecast.receipts.ReceiptsSeries;
import dealflow.forecast.survival.WinTimeModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What was known of a pipeline at a moment, and the model fitted to it; never changes.
 *
 * @param freshAsOf up to when the events were read that it stands on; null before the first was
 * @param memo what was answered from the model so far
 */
public record InformationSet(Pipeline pipeline, Instant asOf, Instant freshAsOf, Model model, Memo memo) {

    private static final String ALL = "all";

    /** What all deals of a model bring. */
    public static RevenueSeries all(Model model, Measure measure) {
        return new InformationSet(null, Instant.EPOCH, null, model, Memo.passing()).measured(measure, Scope.ALL);
    }

    /** The first day not known. */
    public LocalDate today() {
        return LocalDate.ofEpochDay(model.history().today());
    }

    /** The day's number from today, which is 0. */
    public int ahead(LocalDate day) {
        return (int) (day.toEpochDay() - model.history().today());
    }

    /** What the deals of a scope bring. */
    public RevenueSeries measured(Measure measure, Scope scope) {
        return memo.of(new OfScope(measure, scope), () -> of(measure, deal -> scope.includes(deal.labels())));
    }

    /** The same of any deals; not kept. */
    public RevenueSeries of(Measure measure, Predicate<DealHistory> wanted) {
        var own = split(measure, deal -> wanted.test(deal) ? ALL : null).get(ALL);
        return own == null ? none(measure) : own;
    }

    /** The same of each group; groups without deals are not there. */
    public Map<Grouping.Group, RevenueSeries> grouped(Measure measure, Scope scope, Grouping by) {
        return memo.of(
                new OfGroups(measure, scope, by),
                () -> split(measure, model.bookings(), 0, (deal, visitor) -> {
                    if (scope.includes(deal.labels())) {
                        by.split(deal, visitor);
                    }
                }));
    }

    /** How the pipeline's orders are paid. */
    public PaymentBehaviour behaviour() {
        return model.behaviour();
    }

    /** What has come of all deals. */
    public Actuals actuals(Measure measure) {
        var lives = model.history().lives();
        return memo.of(new WhatCame(measure), () -> Actuals.of(measure, lives));
    }

    /** Whether some deals are about several products, and so in several groups. */
    public boolean productsOverlap() {
        return memo.of(new Overlap(), () -> model.history().lives().stream()
                .anyMatch(deal -> !deal.parts().isEmpty()));
    }

    private record Overlap() {}

    private record WhatCame(Measure measure) {}

    private record OfScope(Measure measure, Scope scope) {}

    private record OfGroups(Measure measure, Scope scope, Grouping by) {}

    private <K> Map<K, RevenueSeries> split(Measure measure, Function<DealHistory, K> key) {
        return split(measure, model.bookings(), 0, Subpopulation.whole(key));
    }

    /** What would come if deals were won, and orders paid, at other times. */
    public RevenueSeries supposed(Measure measure, Scope scope, UnaryOperator<WinTimeModel> times, int delay) {
        var all = Subpopulation.whole((DealHistory deal) -> scope.includes(deal.labels()) ? ALL : null);
        var own = split(measure, model.bookings(times), delay, all).get(ALL);
        return own == null ? none(measure) : own;
    }

    private <K> Map<K, RevenueSeries> split(
            Measure measure, ExpectedWins expectedWins, int delay, Subpopulation.Splitting<K> splitting) {
        if (measure == Measure.RECEIPTS) {
            return Collections.unmodifiableMap(
                    ReceiptsSeries.by(model.estimates(), expectedWins, behaviour(), delay, memo, splitting));
        }
        var booked = new HashMap<K, RevenueSeries>();
        Subpopulation.byParts(model.estimates(), splitting)
                .forEach((own, portion) -> booked.put(own, new BookingsSeries(portion, expectedWins, model.history())));
        return booked;
    }

    private RevenueSeries none(Measure measure) {
        return measure == Measure.RECEIPTS
                ? ReceiptsSeries.none(model.bookings(), behaviour(), model.history(), memo)
                : new BookingsSeries(Subpopulation.none(model.estimates()), model.bookings(), model.history());
    }
}
