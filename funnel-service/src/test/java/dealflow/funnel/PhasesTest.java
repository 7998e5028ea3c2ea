package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.consumer.company.Conversion;
import dealflow.contract.deal.Status;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.contract.pipeline.Stage.BuyingPhase;
import dealflow.funnel.company.PhaseCounts;
import dealflow.funnel.company.PhaseFunnel;
import dealflow.funnel.conversion.CohortStage;
import dealflow.funnel.conversion.FunnelReport;
import dealflow.funnel.question.Discretion;
import dealflow.funnel.question.Question;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.unit.Total;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Funnels by buying phase over random histories: against the funnel by stage, the naive one, and the sum of their parts. */
class PhasesTest {

    private static final int MINIMUM = AskedTwice.MINIMUM;
    private static final LocalDate DAY = LocalDate.of(2025, 6, 1);
    private static final Conversion SAME = new Conversion("USD", "USD", DAY, null, BigDecimal.ONE);
    private static final Conversion EUROS = new Conversion("USD", "EUR", DAY, DAY, new BigDecimal("0.917345"));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    /** The same lives and question, in a pipeline whose stages a, b and c are in these phases. */
    private static Question question(long seed, AskedTwice asked, BuyingPhase... phases) {
        var of = asked.question;
        var image = new RandomLives(seed).image(asked.columns, phased(List.of(phases)));
        return new Question(image, null, of.from(), of.to(), of.asOf(), of.within(), of.filter());
    }

    private static Pipeline phased(List<BuyingPhase> phases) {
        var p = RandomLives.PIPELINE;
        var funnel = List.of("a", "b", "c");
        var stages = p.stages().stream()
                .map(stage -> new Stage(
                        stage.key(),
                        stage.names(),
                        stage.place(),
                        funnel.contains(stage.key())
                                ? phases.get(funnel.indexOf(stage.key()))
                                : BuyingPhase.NEED_FORMATION,
                        stage.stalledAfter(),
                        stage.stalledCountsBusinessDays(),
                        stage.signals(),
                        stage.checklist(),
                        stage.concerns(),
                        stage.actions(),
                        stage.priceStance()))
                .toList();
        return new Pipeline(
                p.key(),
                p.version(),
                p.names(),
                p.currency(),
                p.timeZone(),
                stages,
                p.won(),
                p.lossReasons(),
                p.skips(),
                p.holidays(),
                List.of(),
                Map.of(RandomLives.RETIRED, "b"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withOneStageInEachPhaseItIsTheFunnelByStage(long seed) {
        var question = question(
                seed,
                new AskedTwice(seed),
                BuyingPhase.NEED_FORMATION,
                BuyingPhase.SOLUTION_EVALUATION,
                BuyingPhase.PURCHASE_DECISION);
        var byStage = new FunnelReport(question, MINIMUM).onCohortBasis();
        var byPhase = PhaseCounts.of(question, SAME).funnel(MINIMUM);

        assertThat(List.of(byPhase.entered(), byPhase.won(), byPhase.lost(), byPhase.open(), byPhase.returned()))
                .containsExactly(byStage.entered(), byStage.won(), byStage.lost(), byStage.open(), byStage.returned());
        for (var i = 0; i < 3; i++) {
            var stage = (CohortStage) byStage.stages().get(i);
            var phase = byPhase.phases().get(i);
            assertThat(phase.capacity()).isEqualTo(stage.capacity());
            assertThat(phase.reached()).isEqualTo(stage.reached());
            assertThat(phase.lostHere()).isEqualTo(stage.lostHere());
            same(phase.fromPrevious(), stage.fromPrevious());
            same(phase.fromEntry(), stage.fromEntry());
        }
        same(byPhase.winRate().byCount(), byStage.winRate().byCount());
        same(byPhase.winRate().byAmount(), byStage.winRate().byAmount());
        same(byPhase.winRate().ofEntered(), byStage.winRate().ofEntered());
    }

    private static void same(Rate rate, Rate other) {
        assertThat(rate).usingRecursiveComparison().ignoringFields("expected").isEqualTo(other);
        if (other.expected() == null) {
            assertThat(rate.expected()).isNull();
        } else {
            assertThat(rate.expected()).isCloseTo(other.expected(), within(1e-12));
        }
    }

    /** Two stages of the first phase, none of the second: that is reached with the third. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPhaseIsReachedWithAStageOfItOrOfALaterOne(long seed) {
        var asked = new AskedTwice(seed);
        var naive = asked.naive;
        var funnel = PhaseCounts.of(
                        question(
                                seed,
                                asked,
                                BuyingPhase.NEED_FORMATION,
                                BuyingPhase.NEED_FORMATION,
                                BuyingPhase.PURCHASE_DECISION),
                        SAME)
                .funnel(MINIMUM);
        var need = funnel.phases().get(0);
        var solution = funnel.phases().get(1);
        var purchase = funnel.phases().get(2);

        assertThat(need.reached()).isEqualTo(naive.cohort(deal -> deal.reachedAt(0) != null));
        assertThat(solution.reached())
                .isEqualTo(naive.cohort(deal -> deal.reachedAt(2) != null))
                .isEqualTo(purchase.reached());
        assertThat(need.lostHere())
                .isEqualTo(naive.cohort(
                        deal -> deal.is(Status.LOST) && List.of("a", "b").contains(deal.lastStage())));
        assertThat(solution.lostHere()).isEqualTo(Total.NOTHING);
        assertThat(solution.capacity()).isEqualTo(Total.NOTHING);
        assertThat(need.capacity().count())
                .isEqualTo(Stream.of("a", "b")
                        .mapToLong(stage -> Naive.totalOf(naive.standing(asked.question.asOf(), stage))
                                .count())
                        .sum());
        assertThat(solution.fromPrevious().denominator().longValue())
                .isEqualTo(need.reached().count());
        assertThat(solution.fromPrevious().open())
                .isEqualTo(naive.cohort(
                                deal -> deal.reachedAt(0) != null && deal.reachedAt(2) == null && deal.is(Status.OPEN))
                        .count());
        assertThat(purchase.fromPrevious().open()).isZero();
        if (solution.fromPrevious().expected() != null) {
            assertThat(solution.fromPrevious().expected())
                    .isBetween(solution.fromPrevious().value() - 1e-9, 1 + 1e-9);
        }
        if (purchase.fromPrevious().value() != null) {
            assertThat(purchase.fromPrevious().value()).isEqualTo(1);
        }
    }

    /** Where no stage is of the last phase, only winning reaches it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPhaseWithoutStagesIsReachedByWinning(long seed) {
        var asked = new AskedTwice(seed);
        var funnel = PhaseCounts.of(
                        question(
                                seed,
                                asked,
                                BuyingPhase.NEED_FORMATION,
                                BuyingPhase.SOLUTION_EVALUATION,
                                BuyingPhase.SOLUTION_EVALUATION),
                        SAME)
                .funnel(MINIMUM);
        assertThat(funnel.phases().get(2).reached()).isEqualTo(asked.naive.cohort(PhasesTest::wasWon));
        var expected = funnel.phases().get(2).fromPrevious().expected();
        if (expected != null) {
            assertThat(expected).isBetween(0.0, 1 + 1e-9);
        }
    }

    private static boolean wasWon(Naive.Known deal) {
        var entered = deal.rows().stream().anyMatch(row -> row.status() == Status.OPEN);
        return entered && deal.rows().stream().anyMatch(row -> row.status() == Status.WON);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theWholeIsTheSumOfItsParts(long seed) {
        var one = PhaseCounts.of(
                question(
                        seed,
                        new AskedTwice(seed),
                        BuyingPhase.NEED_FORMATION,
                        BuyingPhase.SOLUTION_EVALUATION,
                        BuyingPhase.PURCHASE_DECISION),
                new Conversion("EUR", "EUR", DAY, null, BigDecimal.ONE));
        var other = PhaseCounts.of(
                question(
                        seed + 1000,
                        new AskedTwice(seed + 1000),
                        BuyingPhase.NEED_FORMATION,
                        BuyingPhase.PURCHASE_DECISION,
                        BuyingPhase.PURCHASE_DECISION),
                EUROS);
        var whole = one.plus(other).funnel(1);
        var parts = List.of(one.funnel(1), other.funnel(1));

        assertThat(whole.entered())
                .isEqualTo(parts.get(0).entered().plus(parts.get(1).entered()));
        assertThat(other.entered().amount().scale()).isLessThanOrEqualTo(2);
        for (var i = 0; i < 3; i++) {
            var phase = whole.phases().get(i);
            var first = parts.get(0).phases().get(i);
            var second = parts.get(1).phases().get(i);
            assertThat(phase.reached()).isEqualTo(first.reached().plus(second.reached()));
            assertThat(phase.capacity()).isEqualTo(first.capacity().plus(second.capacity()));
            assertThat(phase.fromPrevious().numerator())
                    .isEqualTo(first.fromPrevious()
                            .numerator()
                            .add(second.fromPrevious().numerator()));
            assertThat(phase.fromPrevious().open())
                    .isEqualTo(
                            first.fromPrevious().open() + second.fromPrevious().open());
            var expected = phase.fromEntry().expected();
            if (expected != null) {
                assertThat(expected)
                        .isCloseTo(
                                (one.entered().count() * share(first.fromEntry())
                                                + other.entered().count() * share(second.fromEntry()))
                                        / (one.entered().count()
                                                + other.entered().count()),
                                within(1e-9));
            }
        }
    }

    /** Whoever may not see the deals is told as much as of stages. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWithheldOfStagesIsWithheldOfPhases(long seed) {
        var question = question(
                seed,
                new AskedTwice(seed),
                BuyingPhase.NEED_FORMATION,
                BuyingPhase.SOLUTION_EVALUATION,
                BuyingPhase.PURCHASE_DECISION);
        var discretion = new Discretion(question, MINIMUM);
        var byStage = new FunnelReport(question, MINIMUM).onCohortBasis().withheldBy(discretion);
        var byPhase = PhaseCounts.of(question, SAME).funnel(MINIMUM).withheldBy(discretion);

        assertThat(byPhase.withheld()).isEqualTo(byStage.withheld());
        assertThat(byPhase.entered()).isEqualTo(byStage.entered());
        assertThat(byPhase.open()).isEqualTo(byStage.open());
        assertThat(byPhase.phases()).hasSize(byStage.stages().size());
        for (var i = 0; i < byPhase.phases().size(); i++) {
            var stage = (CohortStage) byStage.stages().get(i);
            assertThat(byPhase.phases().get(i).capacity()).isEqualTo(stage.capacity());
            assertThat(byPhase.phases().get(i).reached()).isEqualTo(stage.reached());
        }
    }

    /** Else it could be had as the difference. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWithheldOfAPartIsWithheldOfTheWhole(long seed) {
        var counts = new ArrayList<PhaseCounts>();
        var parts = new ArrayList<PhaseFunnel>();
        for (var one : new long[] {seed, seed + 1000}) {
            var question = question(
                    one,
                    new AskedTwice(one),
                    BuyingPhase.NEED_FORMATION,
                    BuyingPhase.SOLUTION_EVALUATION,
                    BuyingPhase.PURCHASE_DECISION);
            counts.add(PhaseCounts.of(question, SAME));
            var funnel = counts.get(counts.size() - 1).funnel(MINIMUM);
            parts.add(one == seed ? funnel.withheldBy(new Discretion(question, MINIMUM)) : funnel);
        }
        var sum = counts.get(0).plus(counts.get(1)).funnel(MINIMUM);
        var whole = sum.beside(parts);
        var first = parts.get(0);

        assertThat(whole.phases().isEmpty()).isEqualTo(first.phases().isEmpty());
        assertThat(whole.withheld() == null).isEqualTo(first.withheld() == null);
        if (first.entered().amount() == null) {
            assertThat(whole.entered().amount()).isNull();
            assertThat(whole.open().amount()).isNull();
            assertThat(whole.phases()).allMatch(phase -> phase.reached().amount() == null);
        }
        for (var i = 0; i < first.phases().size(); i++) {
            if (first.phases().get(i).capacity().amount() == null) {
                assertThat(whole.phases().get(i).capacity().amount()).isNull();
            }
        }
        assertThat(sum.beside(counts.stream().map(each -> each.funnel(MINIMUM)).toList()))
                .isEqualTo(sum);
    }

    /** What will have come, or where nothing is open any more, has come. */
    private static double share(Rate rate) {
        return rate.expected() != null ? rate.expected() : rate.value() == null ? 0 : rate.value();
    }
}
