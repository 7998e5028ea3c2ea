package dealflow.forecast.model;

import dealflow.contract.Pipeline;
import dealflow.forecast.estimate.Portion;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Life;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.Memo;
import dealflow.forecast.measure.Booked;
import dealflow.forecast.measure.Bookings;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Measured;
import dealflow.forecast.receipts.Paid;
import dealflow.forecast.receipts.PaymentHabits;
import dealflow.forecast.survival.WinTimes;
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
public record Knowledge(Pipeline pipeline, Instant asOf, Instant freshAsOf, Model model, Memo memo) {

    private static final String ALL = "all";

    /** What all deals of a model bring. */
    public static Measured all(Model model, Measure measure) {
        return new Knowledge(null, Instant.EPOCH, null, model, Memo.passing()).measured(measure, Scope.ALL);
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
    public Measured measured(Measure measure, Scope scope) {
        return memo.of(new OfScope(measure, scope), () -> of(measure, life -> scope.includes(life.labels())));
    }

    /** The same of any deals; not kept. */
    public Measured of(Measure measure, Predicate<Life> wanted) {
        var own = split(measure, life -> wanted.test(life) ? ALL : null).get(ALL);
        return own == null ? none(measure) : own;
    }

    /** The same of each group; groups without deals are not there. */
    public Map<Grouping.Group, Measured> grouped(Measure measure, Scope scope, Grouping by) {
        return memo.of(
                new OfGroups(measure, scope, by),
                () -> split(measure, life -> scope.includes(life.labels()) ? by.of(life.labels()) : null));
    }

    /** How the pipeline's orders are paid. */
    public PaymentHabits habits() {
        return memo.of(new Habits(), () -> PaymentHabits.of(model.history()));
    }

    /** What has come of all deals. */
    public Came came(Measure measure) {
        var lives = model.history().lives();
        return memo.of(new WhatCame(measure), () -> Came.of(measure, lives));
    }

    private record WhatCame(Measure measure) {}

    private record OfScope(Measure measure, Scope scope) {}

    private record OfGroups(Measure measure, Scope scope, Grouping by) {}

    private record Habits() {}

    private <K> Map<K, Measured> split(Measure measure, Function<Life, K> key) {
        return split(measure, model.bookings(), 0, key);
    }

    /** What would come if deals were won, and orders paid, at other times. */
    public Measured supposed(Measure measure, Scope scope, UnaryOperator<WinTimes> times, int delay) {
        var own = split(measure, model.bookings(times), delay, life -> scope.includes(life.labels()) ? ALL : null)
                .get(ALL);
        return own == null ? none(measure) : own;
    }

    private <K> Map<K, Measured> split(Measure measure, Bookings bookings, int delay, Function<Life, K> key) {
        if (measure == Measure.RECEIPTS) {
            return Collections.unmodifiableMap(Paid.by(model.estimates(), bookings, habits(), delay, memo, key));
        }
        var booked = new HashMap<K, Measured>();
        Portion.by(model.estimates(), key)
                .forEach((own, portion) -> booked.put(own, new Booked(portion, bookings, model.history())));
        return booked;
    }

    private Measured none(Measure measure) {
        return measure == Measure.RECEIPTS
                ? Paid.none(model.bookings(), habits(), model.history(), memo)
                : new Booked(Portion.none(model.estimates()), model.bookings(), model.history());
    }
}
