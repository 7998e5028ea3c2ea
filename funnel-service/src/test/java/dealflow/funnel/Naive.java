package dealflow.funnel;

import dealflow.contract.deal.Status;
import dealflow.contract.event.Direction;
import dealflow.contract.pipeline.Stage;
import dealflow.funnel.RandomLives.Life;
import dealflow.funnel.RandomLives.Row;
import dealflow.funnel.history.Segment;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.unit.Total;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The definitions once more, deal by deal and row by row, over plain histories; it shares nothing with the service but the
 * shapes of questions and answers.
 */
final class Naive {

    private static final List<String> FUNNEL = List.of("a", "b", "c");

    private final List<Life> columns;
    private final Instant from;
    private final Instant to;
    private final Instant asOf;
    private final Duration within;
    private final Filter filter;

    /** Found once, since each of the tests asks for them many times. */
    private List<Known> cohort;

    private final Map<Row, Life> lives = new IdentityHashMap<>();
    private final Map<String, List<Span>> finished = new HashMap<>();

    Naive(List<Life> columns, Instant from, Instant to, Instant asOf, Duration within, Filter filter) {
        this.columns = columns;
        this.from = from;
        this.to = to;
        this.asOf = asOf;
        this.within = within;
        this.filter = filter;
        columns.forEach(life -> lives.put(life.rows().get(0), life));
    }

    static String stage(Row row) {
        return row.stage().equals(RandomLives.RETIRED) ? "b" : row.stage();
    }

    boolean matches(Row row) {
        return filter.asked().entrySet().stream()
                        .allMatch(asked ->
                                !Collections.disjoint(values(asked.getKey().label(), row.segment()), asked.getValue()))
                && (filter.minAmount() == null
                        || row.amount() != null && row.amount().compareTo(filter.minAmount()) >= 0)
                && (filter.maxAmount() == null
                        || row.amount() != null && row.amount().compareTo(filter.maxAmount()) <= 0);
    }

    /** What a deal has, an empty text for nothing. */
    static List<String> values(String label, Segment segment) {
        var one = segment.own().getOrDefault(label.replaceFirst("^field:", ""), List.of(""));
        return switch (label) {
            case "owner" -> List.of(segment.owner());
            case "team" -> List.of(Objects.requireNonNullElse(segment.team(), ""));
            case "product" ->
                List.of(Objects.requireNonNullElse(segment.product(), "").split("\u001f"));
            case "source" -> List.of(Objects.requireNonNullElse(segment.source(), ""));
            case "region" -> List.of(Objects.requireNonNullElse(segment.region(), ""));
            default -> one;
        };
    }

    static List<Row> until(Life life, Instant moment) {
        return life.rows().stream().filter(row -> !row.at().isAfter(moment)).toList();
    }

    static Instant entry(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.status() == Status.OPEN)
                .map(Row::at)
                .findFirst()
                .orElse(null);
    }

    static Row last(List<Row> rows) {
        return rows.get(rows.size() - 1);
    }

    private boolean inWindow(Instant moment) {
        return moment != null && !moment.isBefore(from) && moment.isBefore(to);
    }

    /** A deal as far as the question knows it. */
    record Known(List<Row> rows, Instant until) {
        Row last() {
            return Naive.last(rows);
        }

        Instant entry() {
            return Naive.entry(rows);
        }

        boolean is(Status status) {
            return last().status() == status;
        }

        /** When a stage or a later one was reached first. */
        Instant reachedAt(int stage) {
            return rows.stream()
                    .filter(row -> row.status() == Status.WON
                            || row.status() == Status.OPEN && FUNNEL.indexOf(Naive.stage(row)) >= stage)
                    .map(Row::at)
                    .findFirst()
                    .orElse(null);
        }

        String lastStage() {
            return rows.stream()
                    .filter(row -> row.status() == Status.OPEN)
                    .map(Naive::stage)
                    .reduce((a, b) -> b)
                    .orElseThrow();
        }

        /** Since when it has had its present status. */
        Instant since() {
            var since = last().at();
            for (var i = rows.size() - 1; i >= 0 && rows.get(i).status() == last().status(); i--) {
                since = rows.get(i).at();
            }
            return since;
        }

        String lossReason() {
            String reason = null;
            for (var row : rows) {
                if (row.direction() == Direction.LOST) {
                    reason = row.reason();
                }
            }
            return is(Status.LOST) ? reason : null;
        }
    }

    /** A stay; {@code left} is null while it lasts. */
    record Stay(String stage, Instant entered, Row left) {}

    static List<Stay> stays(List<Row> rows) {
        var stays = new ArrayList<Stay>();
        Row entered = null;
        String in = null;
        for (var row : rows) {
            var open = row.status() == Status.OPEN;
            if (entered != null && open && !stage(row).equals(in) && row.direction() == null) {
                in = stage(row);
            } else if (entered != null && !(open && stage(row).equals(in))) {
                stays.add(new Stay(in, entered.at(), row));
                entered = null;
            }
            if (entered == null && open) {
                entered = row;
                in = stage(row);
            }
        }
        if (entered != null) {
            stays.add(new Stay(in, entered.at(), null));
        }
        return stays;
    }

    List<Known> cohort() {
        if (cohort == null) {
            cohort = List.copyOf(entered());
        }
        return cohort;
    }

    private List<Known> entered() {
        var entered = new ArrayList<Known>();
        for (var life : columns) {
            var rows = until(life, asOf);
            var entry = entry(rows);
            if (inWindow(entry) && matches(last(rows))) {
                var until = within == null || entry.plus(within).isAfter(asOf) ? asOf : entry.plus(within);
                entered.add(new Known(until(life, until), until));
            }
        }
        return entered;
    }

    /** The row in force at {@code asOf}, be it after the time that counts. */
    Row asOf(Known deal) {
        return last(until(lives.get(deal.rows().get(0)), asOf));
    }

    /** Where a deal of the cohort belongs: as it is known now, be it after the time that counts. */
    Segment segment(Known deal) {
        return asOf(deal).segment();
    }

    static Total total(Collection<Row> rows) {
        var amount = rows.stream()
                .map(Row::amount)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
        return new Total(rows.size(), amount.setScale(Math.max(2, amount.scale())));
    }

    static Total totalOf(Collection<Known> deals) {
        return total(deals.stream().map(Known::last).toList());
    }

    Total cohort(Predicate<Known> counted) {
        return totalOf(cohort().stream().filter(counted).toList());
    }

    /** The deals that are open at a moment in a stage; null for any. */
    List<Known> standing(Instant moment, String stage) {
        return columns.stream()
                .map(life -> new Known(until(life, moment), moment))
                .filter(deal -> !deal.rows().isEmpty() && deal.is(Status.OPEN) && matches(deal.last()))
                .filter(deal -> stage == null || stage(deal.last()).equals(stage))
                .toList();
    }

    List<Known> decided(Status status) {
        return columns.stream()
                .map(life -> new Known(until(life, asOf), asOf))
                .filter(deal -> !deal.rows().isEmpty() && deal.entry() != null && deal.is(status))
                .filter(deal -> matches(deal.last()) && inWindow(deal.since()))
                .toList();
    }

    /** The stays that ended in the window. */
    List<Stay> ended() {
        return columns.stream()
                .flatMap(life -> stays(until(life, asOf)).stream())
                .filter(stay -> stay.left() != null && inWindow(stay.left().at()) && matches(stay.left()))
                .toList();
    }

    /** By stage and term, as {@code count/amount}; terms of nothing are left out. */
    Map<String, Total> flow() {
        var counts = new TreeMap<String, List<Row>>();
        var changes = new TreeMap<String, BigDecimal>();
        for (var life : columns) {
            var rows = until(life, asOf);
            Row before = null;
            for (var row : rows) {
                if (inWindow(row.at())) {
                    step(counts, changes, before, row, ended(rows, row));
                }
                before = row;
            }
        }
        var end = to.isAfter(asOf) ? asOf : to.minusNanos(1);
        for (var deal : standing(from.minusNanos(1).isAfter(asOf) ? asOf : from.minusNanos(1), null)) {
            put(counts, stage(deal.last()), "opening", deal.last());
        }
        for (var deal : standing(end, null)) {
            put(counts, stage(deal.last()), "closing", deal.last());
        }
        var totals = new TreeMap<String, Total>();
        counts.forEach((cell, rows) -> totals.put(cell, total(rows)));
        changes.forEach((cell, change) -> {
            var shortest = change.stripTrailingZeros();
            if (change.signum() != 0) {
                totals.put(cell, new Total(0, shortest.setScale(Math.max(2, shortest.scale()))));
            }
        });
        return totals;
    }

    private static int place(List<Row> rows, Row row) {
        var place = 0;
        while (rows.get(place) != row) {
            place++;
        }
        return place;
    }

    /** The last row of those that follow one with its status; that has the amount that counts of what is won or lost. */
    private static Row ended(List<Row> rows, Row first) {
        var last = first;
        for (var row : rows.subList(place(rows, first), rows.size())) {
            if (row.status() != first.status()) {
                break;
            }
            last = row;
        }
        return last;
    }

    private void step(
            Map<String, List<Row>> counts, Map<String, BigDecimal> changes, Row before, Row after, Row known) {
        var was = before != null && before.status() == Status.OPEN && matches(before);
        var is = after.status() == Status.OPEN && matches(after);
        var wasOpen = before != null && before.status() == Status.OPEN;
        if (was && is) {
            if (!stage(before).equals(stage(after))) {
                var kind = after.direction() == null
                        ? "transferred"
                        : after.direction() == Direction.BACKWARD ? "backward" : "forward";
                put(counts, stage(before), kind + "Out", before);
                put(counts, stage(after), kind + "In", before);
            }
            var change = orZero(after.amount()).subtract(orZero(before.amount()));
            changes.merge(stage(after) + " repriced", change, BigDecimal::add);
        } else if (is) {
            put(
                    counts,
                    stage(after),
                    wasOpen ? "transferredIn" : after.direction() == Direction.REOPENED ? "reopened" : "in",
                    after);
        } else if (was) {
            var end =
                    switch (after.status()) {
                        case OPEN -> "transferredOut";
                        case WON -> "won";
                        case LOST -> "lost";
                        case LEAD -> "returned";
                    };
            var decided = after.status() == Status.WON || after.status() == Status.LOST;
            put(counts, stage(before), end, decided ? known : before);
            var change = decided ? orZero(known.amount()).subtract(orZero(before.amount())) : BigDecimal.ZERO;
            changes.merge(stage(before) + " repriced", change, BigDecimal::add);
        }
    }

    private static BigDecimal orZero(BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static void put(Map<String, List<Row>> counts, String stage, String term, Row row) {
        counts.computeIfAbsent(stage + " " + term, any -> new ArrayList<>()).add(row);
    }

    /** One observation: how long in minutes, and how it ended: 1 as asked, 2 otherwise, 0 not yet. */
    record Span(long minutes, int end) {
        static Span of(Instant begin, Instant end, int how) {
            var minutes = Duration.between(begin, end).toMinutes();
            // Eleven binary digits.
            var unit = Math.max(1, Long.highestOneBit(minutes) / 1024);
            return new Span(minutes / unit * unit, how);
        }
    }

    /** The first length than which so few last longer, by the product over all lengths up to it. */
    static Long quantile(List<Span> spans, double p) {
        var last = 1.0;
        for (var length : lengths(spans)) {
            last *= 1 - share(spans, length, span -> span.end() != 0);
            if (last <= 1 - p + 1e-12) {
                return length;
            }
        }
        return null;
    }

    private static List<Long> lengths(List<Span> spans) {
        return spans.stream()
                .filter(span -> span.end() != 0)
                .map(Span::minutes)
                .sorted()
                .distinct()
                .toList();
    }

    /** Of those that last as long at least, the share that ends then and so. */
    private static double share(List<Span> spans, long length, Predicate<Span> so) {
        return count(spans, span -> span.minutes() == length && so.test(span))
                / count(spans, span -> span.minutes() >= length);
    }

    /** The share that lasts longer, by the product over all lengths up to it. */
    static double survival(List<Span> spans, long until) {
        return lengths(spans).stream()
                .filter(length -> length <= until)
                .mapToDouble(length -> 1 - share(spans, length, span -> span.end() != 0))
                .reduce(1, (a, b) -> a * b);
    }

    /** Aalen and Johansen, for the ends of kind 1. */
    static double incidence(List<Span> spans) {
        double sum = 0, last = 1;
        for (var length : lengths(spans)) {
            sum += last * share(spans, length, span -> span.end() == 1);
            last *= 1 - share(spans, length, span -> span.end() != 0);
        }
        return sum;
    }

    private static double count(List<Span> spans, Predicate<Span> counted) {
        return spans.stream().filter(counted).count();
    }

    List<Span> staysIn(String stage) {
        var spans = new ArrayList<Span>();
        for (var deal : cohort()) {
            for (var stay : stays(deal.rows())) {
                if (stay.stage().equals(stage)) {
                    spans.add(
                            stay.left() == null
                                    ? Span.of(stay.entered(), deal.until(), 0)
                                    : Span.of(stay.entered(), stay.left().at(), 1));
                }
            }
        }
        return spans;
    }

    List<Span> cycles() {
        return cohort().stream()
                .map(deal -> deal.is(Status.OPEN)
                        ? Span.of(deal.entry(), deal.until(), 0)
                        : Span.of(deal.entry(), deal.since(), deal.is(Status.WON) ? 1 : 2))
                .toList();
    }

    /** From the entry (-1) or from when a stage was reached, to when another was. */
    List<Span> steps(int fromStage, int toStage) {
        var spans = new ArrayList<Span>();
        for (var deal : cohort()) {
            var begin = fromStage < 0 ? deal.entry() : deal.reachedAt(fromStage);
            var end = deal.reachedAt(toStage);
            if (begin != null) {
                spans.add(
                        end != null
                                ? Span.of(begin, end, 1)
                                : deal.is(Status.OPEN)
                                        ? Span.of(begin, deal.until(), 0)
                                        : Span.of(begin, deal.since(), 2));
            }
        }
        return spans;
    }

    /** The open deals by whether they are too long in their stage: {@code stalled} or {@code snoozed}. */
    List<Known> stalled(boolean snoozed, int minimum) {
        var zone = RandomLives.PIPELINE.timeZone();
        return standing(asOf, null).stream()
                .filter(deal -> {
                    var stays = stays(deal.rows());
                    var stay = stays.get(stays.size() - 1);
                    var due = due(new Stay(stay.stage(), moved(deal), null), minimum);
                    var until = deal.last().snoozedUntil();
                    var sleeps =
                            until != null && until.isAfter(asOf.atZone(zone).toLocalDate());
                    return due != null && !due.isAfter(asOf) && sleeps == snoozed;
                })
                .toList();
    }

    /** When it moved last; what a new version of the pipeline does to it is no move. */
    private static Instant moved(Known deal) {
        return deal.rows().stream()
                .filter(row -> row.direction() != null)
                .map(Row::at)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private Instant due(Stay stay, int minimum) {
        var stage = RandomLives.PIPELINE
                .stage(stay.stage())
                .map(Stage::stalledAfter)
                .orElse(null);
        var entered = stay.entered().atZone(RandomLives.PIPELINE.timeZone());
        if (stay.stage().equals("b")) {
            var day = entered;
            for (var left = stage.getDays(); left > 0; left--) {
                do {
                    day = day.plusDays(1);
                } while (day.getDayOfWeek() == DayOfWeek.SATURDAY
                        || day.getDayOfWeek() == DayOfWeek.SUNDAY
                        || RandomLives.PIPELINE.holidays().contains(day.toLocalDate()));
            }
            return day.toInstant();
        }
        if (stage != null) {
            return entered.plus(stage).toInstant();
        }
        if (!FUNNEL.contains(stay.stage())) {
            return null;
        }
        var spans = finished.computeIfAbsent(stay.stage(), this::finishedIn);
        return spans.size() < minimum ? null : stay.entered().plus(Duration.ofMinutes(quantile(spans, 0.9)));
    }

    private List<Span> finishedIn(String stage) {
        return columns.stream()
                .flatMap(life -> stays(until(life, asOf)).stream())
                .filter(other -> other.left() != null && other.stage().equals(stage))
                .map(other -> Span.of(other.entered(), other.left().at(), 1))
                .toList();
    }
}
