package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.contract.deal.Status;
import dealflow.contract.event.Direction;
import dealflow.funnel.breakdown.BreakdownAnswer;
import dealflow.funnel.breakdown.BreakdownReport;
import dealflow.funnel.breakdown.LossBreakdown;
import dealflow.funnel.breakdown.LossesAnswer;
import dealflow.funnel.conversion.CohortStage;
import dealflow.funnel.conversion.FunnelReport;
import dealflow.funnel.conversion.PeriodStage;
import dealflow.funnel.conversion.TrendAnswer;
import dealflow.funnel.drilldown.Cell;
import dealflow.funnel.drilldown.DealsAnswer;
import dealflow.funnel.flow.FlowAnswer;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Segment;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.question.Capacity;
import dealflow.funnel.question.Interval;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.rollup.Flow;
import dealflow.funnel.statistics.DurationQuantiles;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.stay.StalledAnswer;
import dealflow.funnel.stay.TransitionsAnswer;
import dealflow.funnel.unit.Total;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every statistic over random histories, windows, moments and filters, against the naive one, and every number against the
 * list of its deals; a failure names its seed.
 */
class StatisticsTest {

    private static final int MINIMUM = AskedTwice.MINIMUM;
    private static final List<String> FUNNEL = List.of("a", "b", "c");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCohort(long seed) {
        var asked = new AskedTwice(seed);
        var funnel = new FunnelReport(asked.question, MINIMUM).onCohortBasis();
        var naive = asked.naive;
        assertThat(funnel.entered()).isEqualTo(naive.cohort(deal -> true)).isEqualTo(asked.list("entered", null));
        assertThat(funnel.won())
                .isEqualTo(naive.cohort(deal -> deal.is(Status.WON)))
                .isEqualTo(asked.list("won", null));
        assertThat(funnel.lost())
                .isEqualTo(naive.cohort(deal -> deal.is(Status.LOST)))
                .isEqualTo(asked.list("lost", null));
        assertThat(funnel.open())
                .isEqualTo(naive.cohort(deal -> deal.is(Status.OPEN)))
                .isEqualTo(asked.list("open", null));
        assertThat(funnel.returned())
                .isEqualTo(naive.cohort(deal -> deal.is(Status.LEAD)))
                .isEqualTo(asked.list("returned", null));
        for (var i = 0; i < FUNNEL.size(); i++) {
            var stage = FUNNEL.get(i);
            var place = i;
            var row = (CohortStage) funnel.stages().get(i);
            assertThat(row.stage()).isEqualTo(stage);
            assertThat(row.reached())
                    .isEqualTo(naive.cohort(deal -> deal.reachedAt(place) != null))
                    .isEqualTo(asked.list("reached", stage));
            assertThat(row.lostHere())
                    .isEqualTo(naive.cohort(
                            deal -> deal.is(Status.LOST) && deal.lastStage().equals(stage)))
                    .isEqualTo(asked.list("lostHere", stage));
            assertThat(row.capacity())
                    .isEqualTo(Naive.totalOf(naive.standing(asked.question.asOf(), stage)))
                    .isEqualTo(asked.list("capacity", stage));
            rate(row.fromEntry(), naive, -1, i);
            rate(row.fromPrevious(), naive, i - 1, i);
            time(row.timeInStage(), naive.staysIn(stage));
            assertThat(row.timeInStage().sample())
                    .isEqualTo(asked.list("stays", stage).count());
        }
        time(funnel.cycle(), naive.cycles());
        var won = Naive.totalOf(naive.decided(Status.WON));
        var lost = Naive.totalOf(naive.decided(Status.LOST));
        assertThat(asked.list("decided.won", null)).isEqualTo(won);
        assertThat(asked.list("decided.lost", null)).isEqualTo(lost);
        assertThat(funnel.winRate().byCount().numerator().longValue()).isEqualTo(won.count());
        assertThat(funnel.winRate().byCount().denominator().longValue()).isEqualTo(won.count() + lost.count());
        assertThat(funnel.winRate().byAmount().numerator()).isEqualByComparingTo(won.amount());
        assertThat(funnel.winRate().byAmount().denominator())
                .isEqualByComparingTo(won.amount().add(lost.amount()));
        var ofEntered = funnel.winRate().ofEntered();
        if (ofEntered.expected() != null) {
            assertThat(ofEntered.expected()).isCloseTo(Naive.incidence(naive.cycles()), within(1e-9));
        }
    }

    private static void rate(Rate rate, Naive naive, int from, int to) {
        var base = naive.cohort().stream()
                .filter(deal -> from < 0 || deal.reachedAt(from) != null)
                .toList();
        var reached = base.stream().filter(deal -> deal.reachedAt(to) != null).count();
        var open = base.stream()
                .filter(deal -> deal.reachedAt(to) == null && deal.is(Status.OPEN))
                .count();
        assertThat(rate.numerator().longValue()).isEqualTo(reached);
        assertThat(rate.denominator().longValue()).isEqualTo(base.size());
        assertThat(rate.open()).isEqualTo(open);
        assertThat(rate.value() == null).isEqualTo(base.size() < MINIMUM);
        assertThat(rate.reason() == null).isEqualTo(base.size() >= MINIMUM);
        if (rate.expected() != null) {
            assertThat(rate.expected())
                    .isCloseTo(Naive.incidence(naive.steps(from, to)), within(1e-9))
                    .isGreaterThanOrEqualTo(rate.value() - 1e-9);
        }
        assertThat(rate.expected() == null).isEqualTo(open == 0 || base.size() < MINIMUM || to == 0);
    }

    static void time(DurationQuantiles time, List<Naive.Span> spans) {
        assertThat(time.sample()).isEqualTo(spans.size());
        if (spans.size() < MINIMUM) {
            assertThat(time.reason()).isEqualTo(Notice.tooFew(spans.size(), MINIMUM));
            return;
        }
        assertThat(minutes(time.median())).isEqualTo(Naive.quantile(spans, 0.5));
        assertThat(minutes(time.p75())).isEqualTo(Naive.quantile(spans, 0.75));
        assertThat(minutes(time.p90())).isEqualTo(Naive.quantile(spans, 0.9));
        assertThat(time.reason() == null).isEqualTo(time.p90() != null);
        if (time.median() == null) {
            assertThat(time.reason().code()).isEqualTo(NoticeCode.MEDIAN_NOT_REACHED);
        }
    }

    private static Long minutes(Duration duration) {
        return duration == null ? null : duration.toMinutes();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFlow(long seed) {
        var asked = new AskedTwice(seed);
        var flow = FlowAnswer.of(asked.question, Interval.MONTH, null);
        for (var interval : flow.intervals()) {
            var naive = new Naive(
                    asked.columns,
                    interval.from(),
                    interval.to(),
                    asked.question.asOf(),
                    null,
                    asked.question.filter());
            assertThat(terms(interval.stages())).isEqualTo(naive.flow());
            assertThat(interval.total().balance()).isEqualTo(interval.total().closing());
            interval.stages().values().forEach(row -> assertThat(row.balance()).isEqualTo(row.closing()));
        }
        var last = flow.intervals().get(flow.intervals().size() - 1);
        var list = new AskedTwice(seed);
        var over = list.question.over(last.from(), last.to());
        terms(last.stages()).forEach((cell, total) -> {
            var words = cell.split(" ");
            var asks = new Cell.Asked("flow." + words[1], words[0], null, null);
            assertThat(DealsAnswer.of(over, Cell.of(over, asks), MINIMUM, 500, null)
                            .total())
                    .as(cell)
                    .isEqualTo(total);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFlowByGroupIsThatOfEachGroupAndOfTheDealsBehindIt(long seed) {
        var asked = new AskedTwice(seed);
        var question = asked.question;
        var groupings = AskedTwice.groupings();
        var by = groupings.get((int) (seed % groupings.size()));
        for (var interval : FlowAnswer.of(question, Interval.QUARTER, by).intervals()) {
            var filter = question.filter().and(by, interval.group());
            var naive = new Naive(asked.columns, interval.from(), interval.to(), question.asOf(), null, filter);
            var terms = terms(interval.stages());
            assertThat(terms).isEqualTo(naive.flow());
            assertThat(interval.total().balance()).isEqualTo(interval.total().closing());
            var over = question.about(filter).over(interval.from(), interval.to());
            terms.forEach((cell, total) -> {
                var words = cell.split(" ");
                assertThat(DealsAnswer.of(
                                        over,
                                        Cell.of(over, new Cell.Asked("flow." + words[1], words[0], null, null)),
                                        MINIMUM,
                                        500,
                                        null)
                                .total())
                        .as(cell)
                        .isEqualTo(total);
            });
        }
    }

    /** Whatever was merged, or repriced after the win: what is won and lost is the same in every statistic of it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWonAndLostIsTheSameInFlowTrendFunnelAndList(long seed) {
        var random = new RandomLives(seed);
        var columns = random.columns(20 + random.random().nextInt(150)).stream()
                .map(StatisticsTest::notReopened)
                .toList();
        var from = RandomLives.START;
        var asOf = from.plus(Duration.ofDays(60 + seed % 90)).plusSeconds(seed);
        var question = new Question(
                random.image(columns), null, from, from.plus(Duration.ofDays(200)), asOf, null, Filter.NONE);
        var flow = FlowAnswer.of(question, Interval.MONTH, null).intervals();
        var won = TrendAnswer.of(question, TrendAnswer.Metric.WON, null, Interval.MONTH, MINIMUM)
                .points();
        var lost = TrendAnswer.of(question, TrendAnswer.Metric.LOST, null, Interval.MONTH, MINIMUM)
                .points();
        for (var i = 0; i < flow.size(); i++) {
            assertThat(flow.get(i).total().won()).isEqualTo(won.get(i).total());
            assertThat(flow.get(i).total().lost()).isEqualTo(lost.get(i).total());
            assertThat(flow.get(i).total().balance())
                    .isEqualTo(flow.get(i).total().closing());
        }
        var all = flow.stream().map(interval -> interval.total().won()).reduce(Total.NOTHING, Total::plus);
        var funnel = new FunnelReport(question, MINIMUM).onCohortBasis();
        assertThat(all)
                .isEqualTo(new Capacity(question).won())
                .isEqualTo(funnel.won())
                .isEqualTo(DealsAnswer.of(
                                question,
                                Cell.of(question, new Cell.Asked("decided.won", null, null, null)),
                                MINIMUM,
                                500,
                                null)
                        .total());
    }

    /** The beginning of a life, up to where a decision is undone; deals that were never in the funnel stay away from it. */
    private static RandomLives.Life notReopened(RandomLives.Life life) {
        var rows = new ArrayList<RandomLives.Row>();
        for (var row : life.rows()) {
            var before = rows.isEmpty() ? null : rows.get(rows.size() - 1).status();
            if (before != row.status() && (before == Status.WON || before == Status.LOST)) {
                break;
            }
            rows.add(row);
        }
        return new RandomLives.Life(life.deal(), rows);
    }

    /** 10,000.00 in March, of which the price was 9,000.00 after all, as was found in April. */
    @Test
    void aWinThatIsRepricedLaterIsWorthWhatIsKnownOfIt() {
        var random = new RandomLives(1);
        var ann = new Segment("ann", null, null, null, null);
        var rows = List.of(
                row("2025-03-01T00:00:00Z", Direction.IN, Status.OPEN, "a", ann, "10000.00"),
                row("2025-03-10T00:00:00Z", Direction.WON, Status.WON, "won", ann, "10000.00"),
                row("2025-04-10T00:00:00Z", null, Status.WON, "won", ann, "9000.00"));
        var image = random.image(List.of(new RandomLives.Life(new UUID(5, 5), rows)));
        var march = new Question(
                image,
                null,
                Instant.parse("2025-03-01T00:00:00Z"),
                Instant.parse("2025-04-01T00:00:00Z"),
                Instant.parse("2025-05-01T00:00:00Z"),
                null,
                Filter.NONE);
        var flow =
                FlowAnswer.of(march, Interval.QUARTER, null).intervals().get(0).total();
        assertThat(flow.won()).isEqualTo(Total.of(1, 90_000_000)).isEqualTo(new Capacity(march).won());
        assertThat(flow.repriced()).isEqualTo(Total.of(0, -10_000_000));
        assertThat(flow.closing()).isEqualTo(flow.balance()).isEqualTo(Total.NOTHING);
        var before = march.asOf(Instant.parse("2025-04-01T00:00:00Z"));
        var then =
                FlowAnswer.of(before, Interval.QUARTER, null).intervals().get(0).total();
        assertThat(then.won()).isEqualTo(Total.of(1, 100_000_000));
        assertThat(then.repriced()).isEqualTo(Total.NOTHING);
    }

    private static RandomLives.Row row(
            String at, Direction move, Status status, String stage, Segment segment, String amount) {
        return new RandomLives.Row(Instant.parse(at), move, status, stage, segment, new BigDecimal(amount), null, null);
    }

    /** Two stages of before are one now, whose stall the deal service counts from the last move as well. */
    @Test
    void aMergeOfStagesDoesNotMakeDealsStall() {
        var ann = new Segment("ann", null, null, null, null);
        var rows = List.of(
                row("2025-03-01T00:00:00Z", Direction.IN, Status.OPEN, "b", ann, "1.00"),
                row("2025-03-20T00:00:00Z", Direction.FORWARD, Status.OPEN, RandomLives.RETIRED, ann, "1.00"),
                row("2025-03-21T00:00:00Z", null, Status.OPEN, "b", ann, "1.00"));
        var image = new RandomLives(1).image(List.of(new RandomLives.Life(new UUID(5, 5), rows)));
        var question = new Question(
                image,
                null,
                RandomLives.START,
                Instant.parse("2025-04-01T00:00:00Z"),
                Instant.parse("2025-03-22T00:00:00Z"),
                null,
                Filter.NONE);
        assertThat(StalledAnswer.of(question, MINIMUM).stalled()).isEqualTo(Total.NOTHING);
        var later = question.asOf(Instant.parse("2025-03-27T00:00:00Z"));
        assertThat(StalledAnswer.of(later, MINIMUM).stalled().count()).isEqualTo(1);
    }

    private static Map<String, Total> terms(Map<String, Flow> stages) {
        var terms = new TreeMap<String, Total>();
        stages.forEach((stage, flow) -> Map.ofEntries(
                        Map.entry("opening", flow.opening()),
                        Map.entry("in", flow.in()),
                        Map.entry("reopened", flow.reopened()),
                        Map.entry("forwardIn", flow.forwardIn()),
                        Map.entry("backwardIn", flow.backwardIn()),
                        Map.entry("transferredIn", flow.transferredIn()),
                        Map.entry("forwardOut", flow.forwardOut()),
                        Map.entry("backwardOut", flow.backwardOut()),
                        Map.entry("won", flow.won()),
                        Map.entry("lost", flow.lost()),
                        Map.entry("returned", flow.returned()),
                        Map.entry("transferredOut", flow.transferredOut()),
                        Map.entry("repriced", flow.repriced()),
                        Map.entry("closing", flow.closing()))
                .forEach((term, total) -> {
                    if (total.count() != 0 || total.amount().signum() != 0) {
                        terms.put(stage + " " + term, total);
                    }
                }));
        return terms;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePeriodAndItsTransitions(long seed) {
        var asked = new AskedTwice(seed);
        var ended = asked.naive.ended();
        var rows = new FunnelReport(asked.question, MINIMUM).onPeriodBasis().stages();
        for (var i = 0; i < FUNNEL.size(); i++) {
            var stage = FUNNEL.get(i);
            var row = (PeriodStage) rows.get(i);
            var here = ended.stream().filter(stay -> stay.stage().equals(stage)).toList();
            assertThat(row.ended()).isEqualTo(here.size());
            assertThat(asked.list("ended", stage)).isEqualTo(total(here));
            for (var how : Map.of("won", row.won(), "lost", row.lost(), "returned", row.returned())
                    .entrySet()) {
                var status = how.getKey().equals("returned")
                        ? Status.LEAD
                        : Status.valueOf(how.getKey().toUpperCase());
                assertThat(how.getValue())
                        .isEqualTo(here.stream()
                                .filter(stay -> stay.left().status() == status)
                                .count())
                        .isEqualTo(asked.list("ended." + how.getKey(), stage).count());
            }
            assertThat(row.forward() + row.backward() + row.won() + row.lost() + row.returned())
                    .isEqualTo(row.ended());
        }
        var matrix = ended.stream().collect(Collectors.groupingBy(stay -> stay.stage() + " " + target(stay)));
        var answered = TransitionsAnswer.of(asked.question, MINIMUM).items();
        assertThat(answered).hasSize(matrix.size());
        for (var cell : answered) {
            assertThat(cell.total())
                    .isEqualTo(total(matrix.get(cell.from() + " " + cell.to())))
                    .isEqualTo(asked.list("transition", cell.from(), cell.to()));
        }
    }

    private static String target(Naive.Stay stay) {
        return switch (stay.left().status()) {
            case OPEN -> Naive.stage(stay.left());
            case WON -> "won";
            case LOST -> "lost";
            case LEAD -> "returned";
        };
    }

    private static Total total(List<Naive.Stay> stays) {
        return Naive.total(stays.stream().map(Naive.Stay::left).toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatStandsStillAndWhyDealsAreLost(long seed) {
        var asked = new AskedTwice(seed);
        var stalled = StalledAnswer.of(asked.question, MINIMUM);
        for (var row : stalled.stages()) {
            assertThat(row.stalled())
                    .isEqualTo(Naive.totalOf(asked.naive.stalled(false, MINIMUM).stream()
                            .filter(deal -> Naive.stage(deal.last()).equals(row.stage()))
                            .toList()))
                    .isEqualTo(asked.list("stalled", row.stage()));
            assertThat(row.snoozed())
                    .isEqualTo(Naive.totalOf(asked.naive.stalled(true, MINIMUM).stream()
                            .filter(deal -> Naive.stage(deal.last()).equals(row.stage()))
                            .toList()))
                    .isEqualTo(asked.list("snoozed", row.stage()));
        }
        var reasons = asked.naive.decided(Status.LOST).stream()
                .collect(Collectors.groupingBy(deal -> String.valueOf(deal.lossReason())));
        var losses = LossesAnswer.of(asked.question, MINIMUM);
        assertThat(losses.items()).hasSize(reasons.size());
        for (var row : losses.items()) {
            assertThat(row.total())
                    .isEqualTo(Naive.totalOf(reasons.get(String.valueOf(row.reason()))))
                    .isEqualTo(asked.list("decided.lost", null, null, row.reason() == null ? "" : row.reason()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBreakdown(long seed) {
        var asked = new AskedTwice(seed);
        var deals = asked.naive.cohort();
        var groups = new TreeMap<String, List<Naive.Known>>();
        deals.forEach(deal -> groups.computeIfAbsent(asked.naive.segment(deal).owner(), any -> new ArrayList<>())
                .add(deal));
        var breakdown = new BreakdownReport(asked.question, Dimension.OWNER, MINIMUM).answer();
        assertThat(breakdown.groups())
                .extracting(BreakdownAnswer.BreakdownGroup::group)
                .containsExactlyElementsOf(groups.keySet());
        for (var group : breakdown.groups()) {
            var own = groups.get(group.group());
            assertThat(group.entered()).isEqualTo(Naive.totalOf(own));
            var won = own.stream().filter(deal -> deal.is(Status.WON)).toList();
            var lost = own.stream().filter(deal -> deal.is(Status.LOST)).toList();
            assertThat(group.won()).isEqualTo(Naive.totalOf(won));
            assertThat(group.lost()).isEqualTo(Naive.totalOf(lost));
            assertThat(group.winRate().denominator().intValue()).isEqualTo(won.size() + lost.size());
            assertThat(group.shrunk().value())
                    .satisfiesAnyOf(value -> assertThat(value).isNull(), value -> assertThat(value)
                            .isBetween(0.0, 1.0));
            for (var stage : group.stages()) {
                var here = lost.stream()
                        .filter(deal -> deal.lastStage().equals(stage.stage()))
                        .toList();
                assertThat(group.lostByStage().getOrDefault(stage.stage(), Total.NOTHING))
                        .isEqualTo(Naive.totalOf(here));
                assertThat(stage.lossRate().numerator().intValue()).isEqualTo(here.size());
                assertThat(stage.reached())
                        .isEqualTo(own.stream()
                                .filter(deal -> deal.reachedAt(FUNNEL.indexOf(stage.stage())) != null)
                                .count());
            }
        }
        var byReason = LossBreakdown.of(asked.question).groups().stream()
                .collect(
                        Collectors.toMap(group -> String.valueOf(group.group()), BreakdownAnswer.BreakdownGroup::lost));
        assertThat(byReason)
                .isEqualTo(deals.stream()
                        .filter(deal -> deal.is(Status.LOST))
                        .collect(Collectors.groupingBy(
                                deal -> String.valueOf(deal.lossReason()),
                                Collectors.collectingAndThen(Collectors.toList(), Naive::totalOf))));
    }

    /** Against the deals one by one, and against each value's own funnel. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBreakdownByAnOwnField(long seed) {
        var asked = new AskedTwice(seed);
        var groups = new TreeMap<String, List<Naive.Known>>();
        asked.naive.cohort().forEach(deal -> groups.computeIfAbsent(
                        Naive.values("field:terms", asked.naive.segment(deal)).get(0), any -> new ArrayList<>())
                .add(deal));
        var breakdown = new BreakdownReport(asked.question, AskedTwice.TERMS, MINIMUM).answer();
        assertThat(breakdown.by()).isEqualTo("field:terms");
        assertThat(breakdown.parent()).isEqualTo("all");
        assertThat(breakdown.groups().stream()
                        .map(group -> Objects.requireNonNullElse(group.group(), ""))
                        .sorted())
                .containsExactlyElementsOf(groups.keySet());
        var whole = Total.NOTHING;
        for (var group : breakdown.groups()) {
            var own = groups.get(Objects.requireNonNullElse(group.group(), ""));
            assertThat(group.entered()).isEqualTo(Naive.totalOf(own));
            for (var status : Status.values()) {
                var total = Naive.totalOf(
                        own.stream().filter(deal -> deal.is(status)).toList());
                assertThat(
                                switch (status) {
                                    case LEAD -> group.returned();
                                    case OPEN -> group.open();
                                    case WON -> group.won();
                                    case LOST -> group.lost();
                                })
                        .isEqualTo(total);
            }
            var alone = new FunnelReport(
                            asked.question.about(asked.question.filter().and(AskedTwice.TERMS, group.group())), MINIMUM)
                    .onCohortBasis();
            assertThat(group.entered()).isEqualTo(alone.entered());
            assertThat(group.won()).isEqualTo(alone.won());
            assertThat(group.lost()).isEqualTo(alone.lost());
            assertThat(group.open()).isEqualTo(alone.open());
            assertThat(group.links().get("deals"))
                    .contains("field=terms%3A" + Objects.requireNonNullElse(group.group(), ""));
            whole = whole.plus(group.entered());
        }
        assertThat(whole).isEqualTo(asked.naive.cohort(deal -> true));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pagesOfAListAreTheList(long seed) {
        var asked = new AskedTwice(seed);
        var cell = Cell.of(asked.question, new Cell.Asked("flow.in", null, null, null));
        var all = DealsAnswer.of(asked.question, cell, MINIMUM, 500, null).items();
        var paged = new ArrayList<DealsAnswer.FunnelDeal>();
        String cursor = null;
        do {
            var page = DealsAnswer.of(asked.question, cell, MINIMUM, 7, cursor);
            paged.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(paged).isEqualTo(all);
        assertThat(all.stream().map(DealsAnswer.FunnelDeal::deal).map(UUID::toString))
                .doesNotContainNull();
    }
}
