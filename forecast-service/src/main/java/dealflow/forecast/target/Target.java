package dealflow.forecast.target;

import dealflow.forecast.calendar.CalendarInterval;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a period is to bring.
 *
 * @param period its name, such as 2026-03, 2026-Q1, 2026, 2026-W09 or FY2026-Q1
 * @param team null for all
 * @param owner null for all of the team's
 * @param amount in the pipeline's currency
 */
public record Target(Measure measure, String period, String team, String owner, BigDecimal amount) {

    private boolean isOf(Measure asked, String name, Scope scope) {
        return measure == asked
                && period.equals(name)
                && scope.isOfOne()
                && Objects.equals(team, scope.onlyTeam())
                && Objects.equals(owner, scope.onlyOwner());
    }

    static Optional<Double> sum(
            List<Target> targets, Measure measure, Interval interval, LocalDate start, Scope scope) {
        for (var name : names(interval, start)) {
            for (var target : targets) {
                if (target.isOf(measure, name, scope)) {
                    return Optional.of(target.amount.doubleValue());
                }
            }
        }
        var parts = interval.parts();
        return parts == null ? Optional.empty() : sum(targets, measure, parts.interval(), start, parts.count(), scope);
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

    private static Optional<Double> sum(
            List<Target> targets, Measure measure, Interval part, LocalDate start, int parts, Scope scope) {
        var sum = 0.0;
        for (var i = 0; i < parts; i++) {
            var own = sum(targets, measure, part, part.plus(start, i), scope);
            if (own.isEmpty()) {
                return own;
            }
            sum += own.get();
        }
        return Optional.of(sum);
    }
}
