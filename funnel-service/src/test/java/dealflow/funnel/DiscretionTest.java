package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.contract.deal.Status;
import dealflow.contract.event.Direction;
import dealflow.funnel.breakdown.BreakdownReport;
import dealflow.funnel.conversion.CohortStage;
import dealflow.funnel.conversion.FunnelAnswer;
import dealflow.funnel.conversion.FunnelReport;
import dealflow.funnel.conversion.TrendAnswer;
import dealflow.funnel.flow.FlowAnswer;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Segment;
import dealflow.funnel.load.Deadline;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Discretion;
import dealflow.funnel.question.Interval;
import dealflow.funnel.question.Question;
import dealflow.funnel.refusal.TookTooLongException;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.stay.TransitionsAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever may not see single deals gets none by asking for few, nor as the difference of two answers. */
class DiscretionTest {

    private static final int MINIMUM = 5;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    private final List<Filter> filters = filters();

    /** None, each value of each dimension, and each pair of these. */
    private static List<Filter> filters() {
        var values = List.of(
                "OWNER ann", "OWNER bob", "TEAM team-ann", "TEAM ", "PRODUCT x", "PRODUCT y", "SOURCE fair", "SOURCE ");
        var filters = new ArrayList<>(List.of(Filter.NONE));
        for (var value : values) {
            for (var filter : List.copyOf(filters)) {
                var words = value.split(" ", 2);
                var dimension = Dimension.valueOf(words[0]);
                var asked = LongStream.range(0, Dimension.values().length)
                        .filter(i -> filter.wanted(Dimension.values()[(int) i]) != null)
                        .count();
                if (filter.wanted(dimension) == null && asked < 2) {
                    filters.add(filter.and(dimension, words[1].isEmpty() ? null : words[1]));
                }
            }
        }
        for (var value : List.of("FOB", "CIF", "")) {
            filters.add(Filter.NONE.and(AskedTwice.TERMS, Set.of(value)));
            filters.add(Filter.NONE.and(Dimension.OWNER, "ann").and(AskedTwice.TERMS, Set.of(value)));
        }
        for (var value : List.of("bill", "origin", "")) {
            filters.add(Filter.NONE.and(AskedTwice.PAPERS, Set.of(value)));
        }
        return filters;
    }

    private static boolean wider(Filter wide, Filter narrow) {
        for (var asked : wide.asked().entrySet()) {
            if (!asked.getValue().equals(narrow.wanted(asked.getKey()))) {
                return false;
            }
        }
        return !wide.equals(narrow);
    }

    private static Question question(long seed) {
        var random = new RandomLives(seed);
        var image = random.image(random.columns(30 + (int) seed * 8));
        var zone = RandomLives.PIPELINE.timeZone();
        var from =
                RandomLives.START.atZone(zone).withDayOfMonth(1).toLocalDate().atStartOfDay(zone);
        var asOf = RandomLives.START.plus(Duration.ofDays(50 + seed));
        return new Question(image, null, from.toInstant(), asOf.plusSeconds(60), asOf, null, Filter.NONE);
    }

    private static FunnelAnswer told(Question question) {
        return new FunnelReport(question, MINIMUM).onCohortBasis().withheldBy(new Discretion(question, MINIMUM));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noTwoAnswersDifferByTheAmountsOrStagesOfFewOpenDeals(long seed) {
        var question = question(seed);
        var told = new HashMap<Filter, FunnelAnswer>();
        for (var filter : filters) {
            var answer = told(question.about(filter));
            if (answer.stages().isEmpty()) {
                assertThat(answer.withheld()).isNotNull();
            } else {
                told.put(filter, answer);
                assertThat(few(open(answer))).isFalse();
            }
        }
        told.forEach((narrow, part) -> told.forEach((wide, whole) -> {
            if (wider(wide, narrow)) {
                compare(whole, part, "%s less %s".formatted(wide, narrow));
            }
        }));
    }

    /** What deals with the one value and deals with the other have in common follows from both, and from those with either. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fewOpenDealsWithTwoValuesOfAFieldAreNotToldByEither(long seed) {
        var question = question(seed);
        var mixes = new HashMap<List<String>, Long>();
        new Cohort(question.over(Instant.EPOCH, question.to())).eachFate((columns, deal, segment, path, until) -> {
            if (path.status == DealPath.OPEN) {
                var papers = question.image().segments().all.get(segment).own().get("papers");
                mixes.merge(papers == null ? List.of("") : papers, 1L, Long::sum);
            }
        });
        for (var value : List.of("bill", "origin", "")) {
            var some = told(question.about(Filter.NONE.and(AskedTwice.PAPERS, value.isEmpty() ? null : value)));
            if (mixes.entrySet().stream().anyMatch(mix -> mix.getKey().contains(value) && few(mix.getValue()))) {
                assertThat(some.stages()).isEmpty();
            }
        }
    }

    private static void compare(FunnelAnswer whole, FunnelAnswer part, String what) {
        assertThat(few(open(whole) - open(part))).as(what).isFalse();
        for (var i = 0; i < part.stages().size(); i++) {
            var own = ((CohortStage) part.stages().get(i)).capacity();
            var all = ((CohortStage) whole.stages().get(i)).capacity();
            if (own.amount() != null && all.amount() != null) {
                assertThat(few(all.count() - own.count())).as(what).isFalse();
            }
        }
    }

    private static boolean few(long deals) {
        return deals > 0 && deals < MINIMUM;
    }

    /** All that is open; the velocity has it, whenever the deals entered. */
    private static long open(FunnelAnswer answer) {
        return answer.velocity().capacity();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theDifferenceOfTwoWindowsIsNoneOfFewDealsThatAreOpen(long seed) {
        var question = question(seed);
        var bounds = Interval.MONTH.bounds(question);
        for (var filter : filters.subList(0, 12)) {
            for (var i = 1; i < bounds.size(); i++) {
                for (var j = i; j < bounds.size(); j++) {
                    var answer = told(question.about(filter).over(bounds.get(i - 1), bounds.get(j)));
                    if (answer.stages().isEmpty()) {
                        continue;
                    }
                    for (var month = i; month <= j; month++) {
                        var cohort = new Cohort(question.about(filter).over(bounds.get(month - 1), bounds.get(month)))
                                .sums();
                        assertThat(cohort.with(DealPath.OPEN).count() == 0
                                        || cohort.entered().count() >= MINIMUM)
                                .isTrue();
                    }
                }
            }
            var shifted = question.about(filter).over(question.from().plusSeconds(60), question.to());
            assertThat(told(shifted).stages()).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void amountsOfOpenDealsAreInNoWindowAndNoFlow(long seed) {
        var question = question(seed);
        var funnel = told(question);
        if (funnel.open().count() > 0) {
            assertThat(funnel.entered().amount()).isNull();
            assertThat(funnel.open().amount()).isNull();
            assertThat(funnel.withheld()).isNotNull();
        }
        assertThat(funnel.won())
                .isEqualTo(new FunnelReport(question, MINIMUM).onCohortBasis().won());
        var flow = FlowAnswer.of(question, Interval.WEEK, Dimension.OWNER)
                .withheldFrom(question, Dimension.OWNER, MINIMUM);
        for (var interval : flow.intervals()) {
            assertThat(interval.total().forwardIn().amount()).isNull();
            assertThat(interval.total().closing().amount()).isNull();
            assertThat(interval.total().repriced().amount()).isNull();
            assertThat(interval.total().won().amount()).isNotNull();
        }
        var groups = new BreakdownReport(question, Dimension.OWNER, MINIMUM)
                .answer()
                .withheldBy(new Discretion(question, MINIMUM), MINIMUM, Set.of());
        for (var group : groups.groups()) {
            assertThat(group.open().count() == 0 || group.open().amount() == null)
                    .isTrue();
            assertThat(group.stages().isEmpty()
                            || group.open().count() == 0
                            || group.entered().count() >= MINIMUM)
                    .isTrue();
        }
    }

    /** Of a whole of 20 open deals, 3 are hidden, and with them the smallest of the others. */
    @Test
    void whoTakesTheToldGroupsFromTheWholeGetsNoSmallOne() {
        var sizes = new long[] {9, 3, 8, 0};
        assertThat(Discretion.hidden(sizes, i -> sizes[i] == 3, 10)).containsExactly(false, true, true, false);
        assertThat(Discretion.hidden(sizes, i -> false, 10)).containsOnly(false);
        assertThat(Discretion.hidden(new long[] {3}, i -> true, 10)).containsExactly(true);
    }

    /** The deal of the issue: four filters lead to it alone. */
    @Test
    void oneDealHasNeitherAmountNorStage() {
        var random = new RandomLives(3);
        var columns = new ArrayList<>(random.columns(200));
        var alone = new Segment("zoe", "team-zoe", "rare", "fair", "north");
        columns.add(new RandomLives.Life(
                new UUID(7, 7),
                List.of(new RandomLives.Row(
                        Instant.parse("2025-01-05T00:00:00Z"),
                        Direction.IN,
                        Status.OPEN,
                        "b",
                        alone,
                        new BigDecimal("777.00"),
                        null,
                        null))));
        var zone = RandomLives.PIPELINE.timeZone();
        var asOf = Instant.parse("2025-03-20T00:00:00Z");
        var from = LocalDate.of(2025, 1, 1).atStartOfDay(zone).toInstant();
        var all = new Question(random.image(columns), null, from, asOf, asOf, null, Filter.NONE);
        var one = all.about(Filter.NONE
                .and(Dimension.OWNER, "zoe")
                .and(Dimension.TEAM, "team-zoe")
                .and(Dimension.PRODUCT, "rare")
                .and(Dimension.SOURCE, "fair"));
        var answer = told(one);
        assertThat(answer.stages()).isEmpty();
        assertThat(answer.open().amount()).isNull();
        assertThat(answer.withheld().code()).isEqualTo(NoticeCode.FEW_OPEN_DEALS);
        assertThat(answer.withheld().values()).isEqualTo(NoticeValues.ofMinimum(MINIMUM));
        assertThat(told(all).stages()).isNotEmpty();
        assertThat(FlowAnswer.of(one, Interval.MONTH, null)
                        .withheldFrom(one, null, MINIMUM)
                        .intervals())
                .isEmpty();
        assertThat(TrendAnswer.of(one, TrendAnswer.Metric.CAPACITY, "b", Interval.MONTH, MINIMUM)
                        .withheldFrom(one, TrendAnswer.Metric.CAPACITY, MINIMUM)
                        .points())
                .filteredOn(point -> point.to().isAfter(Instant.parse("2025-02-15T00:00:00Z")))
                .allSatisfy(point -> assertThat(point.total()).isNull());
    }

    @Test
    void whatIsNotToldIsNamed() {
        var random = new RandomLives(3);
        var zone = RandomLives.PIPELINE.timeZone();
        var from = LocalDate.of(2025, 1, 1).atStartOfDay(zone).toInstant();
        var asOf = Instant.parse("2025-03-20T00:00:00Z");
        var all = new Question(random.image(random.columns(200)), null, from, asOf, asOf, null, Filter.NONE);
        assertThat(told(all).withheld().code()).isEqualTo(NoticeCode.OPEN_AMOUNTS_WITHHELD);
        assertThat(FlowAnswer.of(all, Interval.MONTH, null)
                        .withheldFrom(all, null, MINIMUM)
                        .withheld()
                        .code())
                .isEqualTo(NoticeCode.MOVED_AMOUNTS_AND_SMALL_GROUPS_WITHHELD);
        assertThat(TransitionsAnswer.of(all, MINIMUM)
                        .withheldBy(new Discretion(all, MINIMUM))
                        .withheld()
                        .code())
                .isEqualTo(NoticeCode.MOVED_AMOUNTS_WITHHELD);
        assertThat(new BreakdownReport(all, Dimension.OWNER, MINIMUM)
                        .answer()
                        .withheldBy(new Discretion(all, MINIMUM), MINIMUM, Set.of())
                        .withheld()
                        .code())
                .isEqualTo(NoticeCode.OPEN_AMOUNTS_AND_SMALL_GROUPS_WITHHELD);

        var begun = all.over(from.plus(Duration.ofDays(3)), asOf);
        assertThat(told(begun).withheld().code()).isEqualTo(NoticeCode.WHOLE_MONTHS_ONLY);
        // Where a thousand are few, only those who may see them are told.
        var few = new Discretion(all.about(Filter.NONE), 1_000).ofOpen();
        assertThat(few.code()).isEqualTo(NoticeCode.FEW_OPEN_DEALS);
        assertThat(few.values()).isEqualTo(NoticeValues.ofMinimum(1_000));
    }

    /** All began before May but one, which is open. */
    @Test
    void aMonthInWhichFewEnteredIsNamed() {
        var random = new RandomLives(3);
        var columns = new ArrayList<>(random.columns(200));
        columns.add(new RandomLives.Life(
                new UUID(7, 7),
                List.of(new RandomLives.Row(
                        Instant.parse("2026-05-05T00:00:00Z"),
                        Direction.IN,
                        Status.OPEN,
                        "b",
                        new Segment("ann", "team-ann", "x", "fair", null),
                        new BigDecimal("777.00"),
                        null,
                        null))));
        var zone = RandomLives.PIPELINE.timeZone();
        var may = LocalDate.of(2026, 5, 1);
        var asOf = Instant.parse("2026-06-20T00:00:00Z");
        var question = new Question(
                random.image(columns),
                null,
                may.atStartOfDay(zone).toInstant(),
                may.plusMonths(1).atStartOfDay(zone).toInstant(),
                asOf,
                null,
                Filter.NONE);
        var withheld = told(question).withheld();
        assertThat(withheld.code()).isEqualTo(NoticeCode.FEW_ENTERED);
        assertThat(withheld.values()).isEqualTo(NoticeValues.ofMonth(MINIMUM, may));
    }

    @Test
    void anAnswerThatTakesTooLongEnds() {
        var question = question(30);
        Deadline.set(Duration.ofSeconds(-1));
        try {
            assertThatThrownBy(() -> told(question)).isInstanceOf(TookTooLongException.class);
        } finally {
            Deadline.clear();
        }
        assertThat(told(question)).isNotNull();
    }
}
