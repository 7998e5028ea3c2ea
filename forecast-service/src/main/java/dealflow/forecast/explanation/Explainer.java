package dealflow.forecast.explanation;

import dealflow.contract.pipeline.Stage;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Arrivals;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Model;
import dealflow.forecast.survival.SemiMarkov;
import dealflow.forecast.survival.Stratum;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Divides the expected bookings of a model by where they come from. */
public final class Explainer {

    private static final int[] AGES = {0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 150, 180};
    private static final int[] BANDS = {7, 30, 90};

    private final Model model;
    private final List<String> stages;
    private final int today;
    private final List<DealHistory> open;
    private final Grouping teams;

    /** What open deals are divided by. */
    enum Division {
        STAGE,
        AGE,
        OWNER
    }

    /** The part that an open deal is in. */
    static Function<DealHistory, String> part(InformationSet known, Division division) {
        return part(stages(known), known.model().history().today(), division);
    }

    private static Function<DealHistory, String> part(List<String> stages, int today, Division division) {
        return switch (division) {
            case STAGE -> deal -> stages.get(deal.visitAt(today).stage());
            case AGE -> deal -> band(today - deal.visitAt(today).entered());
            case OWNER -> deal -> deal.labels().owner();
        };
    }

    private static List<String> stages(InformationSet known) {
        return known.pipeline().funnelStages().stream().map(Stage::key).toList();
    }

    /**
     * Where what is asked comes from.
     *
     * @param teams the groups that a forecast by team has
     */
    public static Explanation explain(InformationSet known, Question question, Grouping teams) {
        var stages = stages(known);
        return known.memo().of(new Asked(question.whole(), teams), () -> new Explainer(
                        known.model(), question.scope(), stages, teams)
                .explain(question.scope(), question.interval(), question.from(), question.periods()));
    }

    /** Tells the explanation of a question from its forecast. */
    private record Asked(Question question, Grouping teams) {}

    /** @param stages the keys of the funnel's stages */
    public Explainer(Model model, Scope scope, List<String> stages, Grouping teams) {
        this.model = model;
        this.stages = stages;
        this.teams = teams;
        this.today = model.history().today();
        this.open = model.history().lives().stream()
                .filter(deal -> scope.includes(deal.labels()) && model.history().open(deal))
                .toList();
    }

    public Explanation explain(Scope scope, Interval interval, LocalDate from, int periods) {
        var arrivals = model.estimates().arrivals(deal -> scope.includes(deal.labels()));
        var result = new ArrayList<Explanation.Period>();
        var inflow = new ArrayList<Double>();
        for (var i = 0; i < periods; i++) {
            var start = interval.plus(from, i);
            var end = interval.plus(from, i + 1);
            result.add(period(interval.name(start), start, end, arrivals));
            inflow.add(model.estimates().arrivalRate().on(Math.max(0, (int) start.toEpochDay() - today)));
        }
        return new Explanation(result, curves(), estimators(), weekdays(), months(), inflow);
    }

    private Explanation.Period period(String name, LocalDate from, LocalDate to, Arrivals arrivals) {
        var window = Window.of((int) from.toEpochDay() - today, (int) to.toEpochDay() - today);
        var bookings = model.bookings();
        var chances = new HashMap<Stratum, Double>();
        var amounts = model.estimates().amounts();
        var expected = new double[open.size()];
        for (var i = 0; i < expected.length; i++) {
            Deadline.check();
            var deal = open.get(i);
            var stratum = Population.stratum(deal, model.estimates(), today);
            expected[i] = amounts.of(deal) * chances.computeIfAbsent(stratum, key -> bookings.chance(key, window));
        }
        var begun = arrivals.kinds().stream()
                .map(kind -> new Explanation.Part(
                        stages.get(kind.stage()), null, null, bookings.wins(kind, window) * kind.amount()))
                .toList();
        return new Explanation.Period(
                name,
                from,
                to,
                Arrays.stream(expected).sum(),
                begun.stream().mapToDouble(Explanation.Part::expected).sum(),
                parts(expected, Division.STAGE),
                parts(expected, Division.AGE),
                parts(expected, Division.OWNER),
                parts(expected, deal -> teams.of(deal.labels()).name()),
                merged(begun));
    }

    private List<Explanation.Part> parts(double[] expected, Division division) {
        return parts(expected, part(stages, today, division));
    }

    private List<Explanation.Part> parts(double[] expected, Function<DealHistory, String> part) {
        var amounts = model.estimates().amounts();
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (var i = 0; i < expected.length; i++) {
            var sum = sums.computeIfAbsent(part.apply(open.get(i)), key -> new double[3]);
            sum[0]++;
            sum[1] += amounts.of(open.get(i));
            sum[2] += expected[i];
        }
        return sums.entrySet().stream()
                .map(entry -> new Explanation.Part(
                        entry.getKey(), (int) entry.getValue()[0], entry.getValue()[1], entry.getValue()[2]))
                .sorted((a, b) -> Double.compare(b.expected(), a.expected()))
                .toList();
    }

    private static List<Explanation.Part> merged(List<Explanation.Part> parts) {
        Map<String, Double> sums = new LinkedHashMap<>();
        parts.forEach(part -> sums.merge(part.key(), part.expected(), Double::sum));
        return sums.entrySet().stream()
                .map(entry -> new Explanation.Part(entry.getKey(), null, null, entry.getValue()))
                .toList();
    }

    private static String band(int age) {
        var from = 0;
        for (var to : BANDS) {
            if (age <= to) {
                return from + "-" + to;
            }
            from = to + 1;
        }
        return from + "+";
    }

    private List<Explanation.Curve> curves() {
        var hazards = model.estimates().hazards();
        var times = new SemiMarkov(hazards);
        var curves = new ArrayList<Explanation.Curve>();
        for (var stage = 0; stage < stages.size(); stage++) {
            var at = stage;
            curves.add(new Explanation.Curve(
                    stages.get(stage),
                    Arrays.stream(AGES)
                            .mapToObj(age -> new Explanation.Point(
                                    age,
                                    hazards.atRisk(at, age),
                                    1
                                            - hazards.stays(at, age)
                                            - hazards.of(at, hazards.won(), age)
                                            - hazards.of(at, hazards.lost(), age),
                                    hazards.of(at, hazards.won(), age),
                                    hazards.of(at, hazards.lost(), age),
                                    times.wonWithin(new Stratum(at, age, age, 0, 0), 90)))
                            .toList()));
        }
        return curves;
    }

    private List<Explanation.Estimator> estimators() {
        var weights = model.weights();
        var names = Estimates.CANDIDATES;
        var result = new ArrayList<Explanation.Estimator>();
        for (var i = 0; i < weights.length; i++) {
            result.add(
                    new Explanation.Estimator(names.get(i).name(), names.get(i).halfLifeDays(), weights[i]));
        }
        return result;
    }

    private List<Double> weekdays() {
        return Arrays.stream(DayOfWeek.values())
                .map(model.estimates().seasonality()::of)
                .toList();
    }

    private List<Double> months() {
        var activity = model.estimates().seasonality();
        // The three Thursdays are days of the first quarter's months; their weekday is divided out.
        return List.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 5), LocalDate.of(2026, 3, 5)).stream()
                .map(day -> activity.of(day) / activity.of(DayOfWeek.THURSDAY))
                .toList();
    }
}
