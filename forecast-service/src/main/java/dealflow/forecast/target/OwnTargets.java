package dealflow.forecast.target;

import dealflow.forecast.calendar.CalendarInterval;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the targets that were set for a period, or the sums of its quarters' or months'. For one thread. */
final class OwnTargets {

    private final Map<Kind, Map<String, Map<Whom, Double>>> values = new HashMap<>();
    /** By what each period may be called: many kinds are asked about the same. */
    private final Map<Period, List<String>> names = new HashMap<>();

    /**
     * What is counted, and of which deals.
     *
     * @param others what these have besides a team and an owner
     */
    record Kind(Metric metric, Measure measure, Scope.Labels others) {

        /** @param labels of deals, with a team and an owner or without */
        static Kind of(Metric metric, Measure measure, Scope.Labels labels) {
            return new Kind(
                    metric,
                    measure,
                    new Scope.Labels(null, null, labels.product(), labels.source(), labels.region(), labels.own()));
        }
    }

    /** Null for any. */
    record Whom(String team, String owner) {}

    /** @param start its first day */
    record Period(Interval interval, LocalDate start) {}

    OwnTargets(List<Target> targets) {
        for (var target : targets) {
            values.computeIfAbsent(Kind.of(target.metric(), target.measure(), target.labels()), any -> new HashMap<>())
                    .computeIfAbsent(target.period(), any -> new HashMap<>())
                    .putIfAbsent(
                            new Whom(target.team(), target.owner()),
                            target.amount().doubleValue());
        }
    }

    /** Of who has a target for the period, or one for each part of it. */
    Map<Whom, Double> of(Kind kind, Period period) {
        var set = values.get(kind);
        return set == null ? Map.of() : of(set, period);
    }

    private Map<Whom, Double> of(Map<String, Map<Whom, Double>> set, Period period) {
        var own = sums(set, period);
        for (var name : names.computeIfAbsent(period, OwnTargets::names)) {
            own.putAll(set.getOrDefault(name, Map.of()));
        }
        return own;
    }

    private Map<Whom, Double> sums(Map<String, Map<Whom, Double>> set, Period period) {
        var parts = period.interval.parts();
        if (parts == null) {
            return new HashMap<>();
        }
        return IntStream.range(0, parts.count())
                .mapToObj(i -> new Period(parts.interval(), parts.interval().plus(period.start, i)))
                .map(part -> of(set, part))
                .reduce((sums, part) -> {
                    sums.keySet().retainAll(part.keySet());
                    sums.replaceAll((whom, sum) -> sum + part.get(whom));
                    return sums;
                })
                .orElseThrow();
    }

    /** Its own last, and before it that of the calendar's period of the same days: FY2027-P01 may be 2026-04. */
    private static List<String> names(Period period) {
        var start = period.start;
        var end = period.interval.plus(start, 1);
        return Stream.concat(
                        Arrays.stream(CalendarInterval.values())
                                .filter(plain -> !plain.equals(period.interval))
                                .filter(plain -> plain.startOf(start).equals(start)
                                        && plain.plus(start, 1).equals(end)),
                        Stream.of(period.interval))
                .map(same -> same.name(start))
                .toList();
    }
}
