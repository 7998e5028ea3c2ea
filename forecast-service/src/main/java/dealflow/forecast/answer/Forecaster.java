package dealflow.forecast.answer;

import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.Forked;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.BookingsSeries;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.model.Calibration;
import dealflow.forecast.model.Model;
import dealflow.forecast.model.PredictiveDistribution;
import dealflow.forecast.model.Simulations;
import dealflow.forecast.notice.Gaps;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Forecasts by period from a fitted model; a pure function of its arguments. */
public final class Forecaster {

    private static final int MINIMUM_WINS = 30;
    private static final int ENOUGH_DAYS = 10;
    public static final long SEED = 20260101;

    private final Model model;
    private final RevenueSeries revenue;
    private final int today;

    public Forecaster(Model model, RevenueSeries revenue) {
        this.model = model;
        this.revenue = revenue;
        this.today = model.history().today();
    }

    /** Of the bookings of a scope. */
    public Forecaster(Model model, Scope scope) {
        this(model, BookingsSeries.of(model.estimates(), model.bookings(), deal -> scope.includes(deal.labels())));
    }

    public Forecast forecast(Interval interval, LocalDate from, int periods) {
        return forecast(new Question(null, Measure.BOOKINGS, interval, from, periods, null));
    }

    /** What the question asks of the deals that were given; its scope is not looked at. */
    public Forecast forecast(Question question) {
        return forecast(question, Simulations.ofWhole(calibration(model, question), SEED));
    }

    /** The same of each of some parts of the deals; nobody asks what a part {@link Forecast.Period#reaches reaches}. */
    public static <K> Map<K, Forecast> parts(Model model, Question question, Map<K, RevenueSeries> parts) {
        var calibration = calibration(model, question);
        // Lots are drawn once for all parts of a portion, and are the same in each.
        return Forked.each(List.copyOf(parts.entrySet()), portion -> {
                    var simulations = Simulations.ofParts(calibration, SEED);
                    return portion.stream()
                            .map(part -> Map.entry(
                                    part.getKey(),
                                    new Forecaster(model, part.getValue()).forecast(question, simulations)))
                            .toList();
                })
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Calibration calibration(Model model, Question question) {
        return model.calibration(question.measure(), windows(model.history().today(), question));
    }

    /** Of each period, and then of all periods up to each; counted from a day. */
    public static List<Window> windows(int today, Question question) {
        var windows = new ArrayList<Window>();
        for (var i = 0; i < question.periods(); i++) {
            windows.add(window(today, question.start(i), question.start(i + 1)));
        }
        for (var i = 0; i < question.periods(); i++) {
            windows.add(window(today, question.from(), question.start(i + 1)));
        }
        return windows;
    }

    private Forecast forecast(Question question, Simulations simulations) {
        var result = new ArrayList<Forecast.Period>();
        var cumulative = new ArrayList<Forecast.Period>();
        for (var i = 0; i < question.periods(); i++) {
            var start = question.start(i);
            var next = question.start(i + 1);
            var name = question.interval().name(start);
            var window = window(today, start, next);
            var distribution = PredictiveDistribution.of(revenue, window, simulations);
            result.add(period(name, start, next, distribution, revenue.naive(question.interval(), start, next)));
            var sum = window(today, question.from(), next);
            cumulative.add(period(
                    name,
                    question.from(),
                    next,
                    sum.equals(window) ? distribution : PredictiveDistribution.of(revenue, sum, simulations),
                    null));
        }
        var calibration = simulations.calibration();
        return new Forecast(
                result,
                cumulative,
                revenue.openDeals(),
                revenue.openAmount(),
                model.wins(),
                calibration.isCalibrated(),
                calibration.cases(),
                calibration.cases() == 0 ? null : calibration.covered(),
                warnings(question));
    }

    private static Window window(int today, LocalDate from, LocalDate to) {
        return Window.of((int) from.toEpochDay() - today, (int) to.toEpochDay() - today);
    }

    private List<Notice> warnings(Question question) {
        // The simpler methods look at the three periods before today's.
        var current = question.interval().startOf(LocalDate.ofEpochDay(today));
        var first = question.interval().plus(current, -3).toEpochDay();
        var warnings =
                Forecast.warnings(revenue, (int) Math.min(first, question.from().toEpochDay()), (int)
                        question.start(question.periods()).toEpochDay());
        var wins = model.wins();
        if (wins < MINIMUM_WINS) {
            warnings.add(new Notice(
                    NoticeCode.FEW_WINS,
                    "not enough history: %d deals won, %d wanted; the numbers are rough".formatted(wins, MINIMUM_WINS),
                    NoticeValues.ofCount(wins, MINIMUM_WINS)));
        }
        var backtest = model.backtest();
        if (backtest.known() < backtest.due()) {
            warnings.add(new Notice(
                    NoticeCode.PAST_DAYS_PENDING,
                    "%d of %d past days are still being worked out; how estimators are weighed and how wide intervals are stands on the others: ask again later"
                            .formatted(backtest.due() - backtest.known(), backtest.due()),
                    NoticeValues.ofPart(backtest.due() - backtest.known(), backtest.due())));
        }
        var days = model.estimates().arrivalRate().days();
        if (days < ENOUGH_DAYS) {
            warnings.add(new Notice(
                    NoticeCode.FEW_DAYS_OF_INFLOW,
                    "deals were seen to begin on %s only; how many will begin is hardly known"
                            .formatted(Gaps.counted(days, "day")),
                    NoticeValues.ofCount(days)));
        }
        return warnings;
    }

    private Forecast.Period period(
            String name, LocalDate from, LocalDate to, PredictiveDistribution distribution, BaselineForecasts naive) {
        return new Forecast.Period(
                name, from, to, revenue.closed((int) from.toEpochDay(), (int) to.toEpochDay()), distribution, naive);
    }
}
