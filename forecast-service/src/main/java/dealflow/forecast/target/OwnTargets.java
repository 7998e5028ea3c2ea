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
import java.util.stream.Stream;

/** Finds the target that was set for some deals and a period, or the sum of its quarters' or months'. */
final class OwnTargets {

    private final Map<Key, Double> values = new HashMap<>();

    private record Key(Metric metric, Measure measure, String period, Scope.Labels labels) {}

    OwnTargets(List<Target> targets) {
        for (var target : targets) {
            var key = new Key(target.metric(), target.measure(), target.period(), target.labels());
            values.putIfAbsent(key, target.amount().doubleValue());
        }
    }

    /** Null where there is none, nor one for each part of the period. */
    Double of(Metric metric, Measure measure, Interval interval, LocalDate start, Scope.Labels labels) {
        for (var name : names(interval, start)) {
            var own = values.get(new Key(metric, measure, name, labels));
            if (own != null) {
                return own;
            }
        }
        var parts = interval.parts();
        if (parts == null) {
            return null;
        }
        var sum = 0.0;
        for (var i = 0; i < parts.count(); i++) {
            var own = of(metric, measure, parts.interval(), parts.interval().plus(start, i), labels);
            if (own == null) {
                return null;
            }
            sum += own;
        }
        return sum;
    }

    /** Its own, and that of the calendar's period of the same days: FY2027-P01 may be 2026-04. */
    private static List<String> names(Interval interval, LocalDate start) {
        var end = interval.plus(start, 1);
        return Stream.concat(
                        Stream.of(interval),
                        Arrays.stream(CalendarInterval.values())
                                .filter(plain -> plain.startOf(start).equals(start)
                                        && plain.plus(start, 1).equals(end)))
                .map(same -> same.name(start))
                .distinct()
                .toList();
    }
}
