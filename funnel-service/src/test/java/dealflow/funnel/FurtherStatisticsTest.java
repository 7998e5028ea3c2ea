package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.contract.deal.Status;
import dealflow.funnel.Naive.Span;
import dealflow.funnel.breakdown.BreakdownReport;
import dealflow.funnel.breakdown.LossBreakdown;
import dealflow.funnel.breakdown.LossesAnswer;
import dealflow.funnel.conversion.CohortStage;
import dealflow.funnel.conversion.FunnelReport;
import dealflow.funnel.conversion.TrendAnswer;
import dealflow.funnel.conversion.TrendAnswer.Metric;
import dealflow.funnel.drilldown.Cell;
import dealflow.funnel.drilldown.DealsAnswer;
import dealflow.funnel.flow.FlowAnswer;
import dealflow.funnel.flow.LiveAnswer;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.question.Interval;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.statistics.Velocity;
import dealflow.funnel.stay.DurationsAnswer;
import dealflow.funnel.stay.StalledAnswer;
import dealflow.funnel.unit.Total;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of the statistics: trends, velocity, curves, comparisons and their lists, against the naive ones. */
class FurtherStatisticsTest {

    private static final int MINIMUM = AskedTwice.MINIMUM;

    static LongStream seeds() {
        return LongStream.rangeClosed(1001, 1030);
    }

    private static Naive over(AskedTwice asked, Instant from, Instant to) {
        var question = asked.question;
        return new Naive(asked.columns, from, to, question.asOf(), question.within(), question.filter());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aTrendIsTheSameNumberOfEachMonth(long seed) {
        var asked = new AskedTwice(seed);
        var last = asked.question.asOf();
        for (var metric : Metric.values()) {
            var stage = metric == Metric.CONVERSION ? "c" : metric == Metric.CAPACITY ? "b" : null;
            for (var point : TrendAnswer.of(asked.question, metric, stage, Interval.MONTH, MINIMUM)
                    .points()) {
                var naive = over(asked, point.from(), point.to());
                var won = naive.decided(Status.WON);
                var lost = naive.decided(Status.LOST);
                switch (metric) {
                    case ENTERED -> assertThat(point.total()).isEqualTo(naive.cohort(deal -> true));
                    case WON -> assertThat(point.total()).isEqualTo(Naive.totalOf(won));
                    case LOST -> assertThat(point.total()).isEqualTo(Naive.totalOf(lost));
                    case CAPACITY ->
                        assertThat(point.total())
                                .isEqualTo(Naive.totalOf(naive.standing(
                                        point.to().isAfter(last)
                                                ? last
                                                : point.to().minusNanos(1000),
                                        stage)));
                    case CYCLE -> StatisticsTest.time(point.time(), naive.cycles());
                    case WIN_RATE -> rate(point.rate(), won.size(), won.size() + lost.size());
                    case WIN_RATE_BY_AMOUNT ->
                        assertThat(point.rate().numerator())
                                .isEqualByComparingTo(Naive.totalOf(won).amount());
                    case CONVERSION ->
                        rate(
                                point.rate(),
                                naive.cohort().stream()
                                        .filter(deal -> deal.reachedAt(2) != null)
                                        .count(),
                                naive.cohort().size());
                    case VELOCITY -> velocity(point.velocity(), naive, last);
                }
            }
        }
    }

    private static void rate(Rate rate, long numerator, long denominator) {
        assertThat(rate.numerator().longValue()).isEqualTo(numerator);
        assertThat(rate.denominator().longValue()).isEqualTo(denominator);
    }

    private static void velocity(Velocity velocity, Naive naive, Instant asOf) {
        var won = Naive.totalOf(naive.decided(Status.WON));
        var decided = won.count() + naive.decided(Status.LOST).size();
        var cycles = naive.cycles();
        var median = cycles.size() < MINIMUM ? null : Naive.quantile(cycles, 0.5);
        assertThat(velocity.capacity()).isEqualTo(naive.standing(asOf, null).size());
        assertThat(velocity.reason() == null)
                .isEqualTo(decided >= MINIMUM && won.count() > 0 && median != null && median > 0);
        assertThat(velocity.perDay() == null).isEqualTo(velocity.reason() != null);
        if (velocity.perDay() != null) {
            var perDay = velocity.capacity()
                    * ((double) won.count() / decided)
                    * (won.amount().doubleValue() / won.count())
                    / (median / 1440.0);
            assertThat(velocity.perDay().doubleValue()).isCloseTo(perDay, within(0.0051 + perDay * 1e-12));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBasePeriodIsTheSameQuestionAboutAnotherWindow(long seed) {
        var asked = new AskedTwice(seed);
        var question = asked.question;
        var begin = question.from().minus(Duration.between(question.from(), question.to()));
        var answer = new FunnelReport(question, MINIMUM)
                .onCohortBasis()
                .beside(new FunnelReport(question.before(), MINIMUM).onCohortBasis());
        var naive = over(asked, begin, question.from());
        assertThat(answer.entered()).isEqualTo(asked.naive.cohort(deal -> true));
        assertThat(answer.base().entered()).isEqualTo(naive.cohort(deal -> true));
        assertThat(answer.base().won()).isEqualTo(naive.cohort(deal -> deal.is(Status.WON)));
        assertThat(answer.base().header().from()).isEqualTo(begin);
        StatisticsTest.time(answer.base().cycle(), naive.cycles());
        velocity(answer.base().velocity(), naive, question.asOf());
        velocity(answer.velocity(), asked.naive, question.asOf());
    }

    /** Sums that were made for one question serve the next ones too. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatHappensWithinATimeIsTheSameWheneverItIsAsked(long seed) {
        var asked = new AskedTwice(seed);
        var filter = asked.question.filter();
        for (var within : List.of(Duration.ofDays(5), Duration.ofDays(20))) {
            for (var day = 20; day < 140; day += 17) {
                var asOf = RandomLives.START.plus(Duration.ofDays(day)).plusSeconds(seed);
                var question = new Question(
                        asked.question.image(), null, asked.question.from(), asked.question.to(), asOf, within, filter);
                var naive = new Naive(asked.columns, question.from(), question.to(), asOf, within, filter);
                var funnel = new FunnelReport(question, MINIMUM).onCohortBasis();
                assertThat(funnel.entered()).isEqualTo(naive.cohort(deal -> true));
                assertThat(funnel.won()).isEqualTo(naive.cohort(deal -> deal.is(Status.WON)));
                assertThat(funnel.lost()).isEqualTo(naive.cohort(deal -> deal.is(Status.LOST)));
                StatisticsTest.time(funnel.cycle(), naive.cycles());
                for (var stage : funnel.stages()) {
                    var row = (CohortStage) stage;
                    StatisticsTest.time(row.timeInStage(), naive.staysIn(row.stage()));
                }
                for (var group : new BreakdownReport(question, Dimension.OWNER, MINIMUM)
                        .answer()
                        .groups()) {
                    assertThat(group.won())
                            .isEqualTo(naive.cohort(deal -> deal.is(Status.WON)
                                    && naive.segment(deal).owner().equals(group.group())));
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCurveIsTheProductAndTheHistogramHoldsEveryStayOnce(long seed) {
        var asked = new AskedTwice(seed);
        durations(DurationsAnswer.of(asked.question, null, MINIMUM), asked.naive.cycles());
        for (var stage : List.of("a", "b", "c")) {
            durations(DurationsAnswer.of(asked.question, stage, MINIMUM), asked.naive.staysIn(stage));
        }
    }

    private static void durations(DurationsAnswer answer, List<Span> spans) {
        StatisticsTest.time(answer.time(), spans);
        var lengths = new HashSet<Long>();
        for (var point : answer.curve()) {
            var length = point.at().toMinutes();
            lengths.add(length);
            assertThat(point.survival()).isCloseTo(Naive.survival(spans, length), within(1e-9));
            assertThat(point.atRisk())
                    .isEqualTo(spans.stream()
                            .filter(span -> span.minutes() >= length)
                            .count());
            var error = greenwood(spans, length);
            if (Double.isFinite(error)) {
                assertThat(point.standardError()).isCloseTo(error, within(1e-9));
            } else {
                assertThat(point.standardError()).isNull();
            }
        }
        assertThat(lengths)
                .isEqualTo(new HashSet<>(spans.stream()
                        .filter(span -> span.end() != 0)
                        .map(Span::minutes)
                        .toList()));
        for (var bin : answer.histogram()) {
            var inside = spans.stream()
                    .filter(span -> span.minutes() >= bin.from().toMinutes()
                            && span.minutes() < bin.to().toMinutes())
                    .toList();
            assertThat(bin.open())
                    .isEqualTo(inside.stream().filter(span -> span.end() == 0).count());
            assertThat(bin.ended() + bin.open()).isEqualTo(inside.size());
        }
        assertThat(answer.histogram().stream()
                        .mapToLong(bin -> bin.ended() + bin.open())
                        .sum())
                .isEqualTo(spans.size());
    }

    /** The standard error of the product, by the sum over all lengths up to it. */
    private static double greenwood(List<Span> spans, long until) {
        var sum = spans.stream()
                .filter(span -> span.end() != 0 && span.minutes() <= until)
                .map(Span::minutes)
                .distinct()
                .mapToDouble(length -> {
                    var risk = spans.stream()
                            .filter(span -> span.minutes() >= length)
                            .count();
                    var ended = spans.stream()
                            .filter(span -> span.end() != 0 && span.minutes() == length)
                            .count();
                    return (double) ended / (risk * (risk - ended));
                })
                .sum();
        return Naive.survival(spans, until) * Math.sqrt(sum);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFlowOfEveryGroupBalancesAndTogetherTheyHoldWhatIsThere(long seed) {
        var asked = new AskedTwice(seed);
        var all = FlowAnswer.of(asked.question, Interval.WEEK, null).intervals();
        for (var by : AskedTwice.groupings()) {
            var closing = new TreeMap<Instant, Total>();
            for (var flow : FlowAnswer.of(asked.question, Interval.WEEK, by).intervals()) {
                flow.stages().values().forEach(stage -> assertThat(stage.balance())
                        .isEqualTo(stage.closing()));
                assertThat(flow.total().balance()).isEqualTo(flow.total().closing());
                closing.merge(flow.to(), flow.total().closing(), Total::plus);
            }
            for (var flow : all) {
                assertThat(flow.total().balance()).isEqualTo(flow.total().closing());
                assertThat(closing.getOrDefault(flow.to(), Total.NOTHING))
                        .isEqualTo(flow.total().closing());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyGroupsNumbersAreTheListsThatItsLinkLeadsTo(long seed) {
        var asked = new AskedTwice(seed);
        for (var by : AskedTwice.groupings()) {
            for (var group :
                    new BreakdownReport(asked.question, by, MINIMUM).answer().groups()) {
                var own = asked.question.about(asked.question.filter().and(by, group.group()));
                assertThat(list(own, "entered", null)).isEqualTo(group.entered());
                assertThat(list(own, "won", null)).isEqualTo(group.won());
                assertThat(list(own, "lost", null)).isEqualTo(group.lost());
                assertThat(list(own, "open", null)).isEqualTo(group.open());
                assertThat(list(own, "returned", null)).isEqualTo(group.returned());
                group.stages().forEach(stage -> {
                    assertThat(list(own, "reached", stage.stage()).count()).isEqualTo(stage.reached());
                    assertThat(list(own, "lostHere", stage.stage()))
                            .isEqualTo(group.lostByStage().getOrDefault(stage.stage(), Total.NOTHING));
                });
            }
        }
        var live = LiveAnswer.of(asked.question);
        live.capacity().forEach(row -> assertThat(list(asked.question, "flow.closing", row.stage()))
                .isEqualTo(row.capacity()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPointOfATrendAndEveryReasonOfALossIsAList(long seed) {
        var asked = new AskedTwice(seed);
        var cells = Map.of(
                Metric.ENTERED, "entered",
                Metric.WON, "decided.won",
                Metric.LOST, "decided.lost",
                Metric.CAPACITY, "flow.closing");
        cells.forEach((metric, cell) -> {
            var stage = metric == Metric.CAPACITY ? "b" : null;
            for (var point : TrendAnswer.of(asked.question, metric, stage, Interval.MONTH, MINIMUM)
                    .points()) {
                assertThat(list(asked.question.over(point.from(), point.to()), cell, stage))
                        .isEqualTo(point.total());
            }
        });
        var losses = LossesAnswer.of(asked.question, MINIMUM);
        assertThat(losses.lost()).isEqualTo(list(asked.question, "decided.lost", null));
        for (var row : losses.items()) {
            var reason = row.reason() == null ? "" : row.reason();
            rate(row.share(), row.total().count(), losses.lost().count());
            row.byStage().forEach((stage, total) -> assertThat(asked.list("decided.lost", stage, null, reason))
                    .isEqualTo(total));
            assertThat(row.byStage().values().stream().reduce(Total.NOTHING, Total::plus))
                    .isEqualTo(row.total());
        }
        for (var group : LossBreakdown.of(asked.question).groups()) {
            var reason = group.group() == null ? "" : group.group();
            assertThat(asked.list("lost", null, null, reason)).isEqualTo(group.lost());
            group.lostByStage().forEach((stage, total) -> assertThat(asked.list("lostHere", stage, null, reason))
                    .isEqualTo(total));
        }
        var stalled = StalledAnswer.of(asked.question, MINIMUM);
        for (var row : stalled.stages()) {
            assertThat(row.open()).isEqualTo(list(asked.question, "capacity", row.stage()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyBarOfAHistogramIsAList(long seed) {
        var asked = new AskedTwice(seed);
        for (var stage : new String[] {null, "a", "b", "c"}) {
            var cell = stage == null ? "cycle" : "stays";
            for (var bin : DurationsAnswer.of(asked.question, stage, MINIMUM).histogram()) {
                assertThat(bar(asked.question, cell + ".ended", stage, bin)).isEqualTo(bin.ended());
                assertThat(bar(asked.question, cell + ".open", stage, bin)).isEqualTo(bin.open());
            }
        }
    }

    private static long bar(Question question, String cell, String stage, DurationsAnswer.HistogramBin bin) {
        var asked = new Cell.Asked(
                cell, stage, null, null, null, bin.from().toString(), bin.to().toString());
        var deals = DealsAnswer.of(question, Cell.of(question, asked), MINIMUM, 500, null);
        assertThat(deals.items()).hasSize((int) deals.total().count());
        return deals.total().count();
    }

    private static Total list(Question question, String cell, String stage) {
        return DealsAnswer.of(question, Cell.of(question, new Cell.Asked(cell, stage, null, null)), MINIMUM, 500, null)
                .total();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSentenceSaysSoWhereADifferenceIsMoreThanNoiseAndElseThatItIsNot(long seed) {
        var asked = new AskedTwice(seed);
        var question = asked.question.about(Filter.NONE);
        var naive = new Naive(
                asked.columns, question.from(), question.to(), question.asOf(), question.within(), Filter.NONE);
        var groups = new BreakdownReport(question, Dimension.PRODUCT, MINIMUM)
                .answer()
                .groups();
        var tests = new TreeMap<String, Double>();
        for (var group : groups) {
            for (var stage : List.of("a", "b", "c")) {
                var own = NaiveNoise.counts(naive, stage, group.group(), true);
                var rest = NaiveNoise.counts(naive, stage, group.group(), false);
                if (own[1] >= MINIMUM && rest[1] > 0) {
                    tests.put(group.group() + " " + stage, NaiveNoise.pValue(own[0], own[1], rest[0], rest[1]));
                }
            }
        }
        var adjusted = NaiveNoise.adjusted(tests);
        for (var group : groups) {
            var tested = adjusted.keySet().stream().anyMatch(test -> test.startsWith(group.group() + " "));
            var clear = clear(group.group(), adjusted);
            assertThat(group.note().endsWith(": more than noise")).isEqualTo(!clear.isEmpty());
            clear.keySet().forEach(stage -> assertThat(group.note()).contains("in '" + stage + "'"));
            if (clear.isEmpty()) {
                assertThat(group.note()).startsWith(tested ? "Where it loses deals, no difference" : "Too few deals");
            }
        }
    }

    private static Map<String, Double> clear(String group, Map<String, Double> adjusted) {
        var clear = new TreeMap<String, Double>();
        adjusted.forEach((test, p) -> {
            if (test.startsWith(group + " ") && p < 0.05) {
                clear.put(test.substring(test.lastIndexOf(' ') + 1), p);
            }
        });
        return clear;
    }
}
