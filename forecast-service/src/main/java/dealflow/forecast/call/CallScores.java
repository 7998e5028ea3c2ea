package dealflow.forecast.call;

import dealflow.forecast.calendar.FiscalCalendar;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.target.Call;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How good calls have been, scored as forecasts are, beside what was computed when they were made. One call counts of each author,
 * scope and period: the last one made before the second half of the period began; who calls in the second half is told too much already.
 */
final class CallScores {

    /** So many periods weigh as much as what is known of all authors. */
    private static final int PRIOR_PERIODS = 4;

    private CallScores() {}

    /**
     * Errors in proportion to what came.
     *
     * @param wape sum of absolute errors by what came; null where nothing came
     * @param bias sum of what was said too much by the same; above 0 where too much was promised
     * @param coverage the share that the range held; null without any
     */
    record Score(Double wape, Double bias, Double coverage) {}

    /**
     * Of one author.
     *
     * @param shrunkBias drawn toward that of all authors the more, the fewer periods there are
     * @param computed what the service said of the same deals at the same time, where it said something
     * @param lastPeriod what the last period's outcome would have said
     */
    record Author(String author, int periods, Score calls, Double shrunkBias, Score computed, Score lastPeriod) {}

    private record Case(Call call, NamedPeriod period, double actual) {}

    private record Kept(String author, String team, String owner, String period) {}

    /**
     * @param calls the oldest first
     * @param today the first day of which not everything is known
     * @param actual what came in a period of what a call is about
     */
    static List<Author> of(
            List<Call> calls,
            FiscalCalendar fiscal,
            ZoneId zone,
            LocalDate today,
            Function<Call, ToDoubleFunction<NamedPeriod>> actual) {
        var counted = new LinkedHashMap<Kept, Case>();
        for (var call : calls) {
            var period = NamedPeriod.of(call.period(), fiscal);
            var made = LocalDate.ofInstant(call.madeAt(), zone);
            if (made.isBefore(period.middle()) && !period.to().isAfter(today)) {
                counted.put(
                        new Kept(call.author(), call.team(), call.owner(), call.period()),
                        new Case(call, period, actual.apply(call).applyAsDouble(period)));
            }
        }
        Map<String, List<Case>> byAuthor = new TreeMap<>();
        counted.values().forEach(one -> byAuthor.computeIfAbsent(one.call().author(), name -> new ArrayList<>())
                .add(one));
        var all = bias(List.copyOf(counted.values()), one -> one.call().commit().doubleValue());
        return byAuthor.entrySet().stream()
                .map(entry -> author(entry.getKey(), entry.getValue(), all))
                .toList();
    }

    private static Author author(String name, List<Case> cases, Double biasOfAll) {
        ToDoubleFunction<Case> commit = one -> one.call().commit().doubleValue();
        var bias = bias(cases, commit);
        var own = cases.size() / (double) (cases.size() + PRIOR_PERIODS);
        var told = cases.stream()
                .filter(one -> one.call().computed().total() != null)
                .toList();
        var naive = cases.stream()
                .filter(one -> one.call().computed().naive() != null
                        && one.call().computed().naive().lastPeriod() != null)
                .toList();
        var ranged = cases.stream().filter(one -> one.call().bestCase() != null).toList();
        return new Author(
                name,
                cases.size(),
                new Score(
                        wape(cases, commit),
                        bias,
                        share(
                                ranged,
                                one -> commit.applyAsDouble(one) <= one.actual()
                                        && one.actual() <= one.call().bestCase().doubleValue())),
                bias == null || biasOfAll == null ? null : Double.valueOf(own * bias + (1 - own) * biasOfAll),
                score(told, one -> one.call().computed().total().expected(), one -> {
                    var total = one.call().computed().total();
                    return total.p10() <= one.actual() && one.actual() <= total.p90();
                }),
                score(naive, one -> one.call().computed().naive().lastPeriod(), null));
    }

    private static Score score(List<Case> cases, ToDoubleFunction<Case> said, Predicate<Case> held) {
        return cases.isEmpty()
                ? null
                : new Score(wape(cases, said), bias(cases, said), held == null ? null : share(cases, held));
    }

    private static Double wape(List<Case> cases, ToDoubleFunction<Case> said) {
        return perActual(cases, one -> Math.abs(said.applyAsDouble(one) - one.actual()));
    }

    private static Double bias(List<Case> cases, ToDoubleFunction<Case> said) {
        return perActual(cases, one -> said.applyAsDouble(one) - one.actual());
    }

    private static Double perActual(List<Case> cases, ToDoubleFunction<Case> error) {
        var came = cases.stream().mapToDouble(Case::actual).sum();
        return came <= 0
                ? null
                : Double.valueOf(cases.stream().mapToDouble(error).sum() / came);
    }

    private static Double share(List<Case> cases, Predicate<Case> held) {
        return cases.isEmpty()
                ? null
                : Double.valueOf(cases.stream().filter(held).count() / (double) cases.size());
    }
}
