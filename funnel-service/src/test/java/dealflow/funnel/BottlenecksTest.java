package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.funnel.Naive.Known;
import dealflow.funnel.RandomLives.Life;
import dealflow.funnel.RandomLives.Row;
import dealflow.funnel.bottleneck.BottleneckReport;
import dealflow.funnel.bottleneck.BottlenecksAnswer;
import dealflow.funnel.drilldown.Cell;
import dealflow.funnel.drilldown.DealsAnswer;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Segment;
import dealflow.funnel.ledger.Image;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.statistics.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bottlenecks of random histories in which one person's deals, all of them late ones, stop at a stage, against the naive
 * ones: what is tested, by which corrected p values, what is told of it and what it costs.
 */
class BottlenecksTest {

    private static final int MINIMUM = AskedTwice.MINIMUM;
    private static final List<String> FUNNEL = List.of("a", "b", "c");
    private static final Instant MIDDLE = RandomLives.START.plus(Duration.ofDays(30));
    private static final Instant LAST = RandomLives.START.plus(Duration.ofDays(70));
    private static final Instant AS_OF = RandomLives.START.plus(Duration.ofDays(150));

    private final Map<String, Double> pValues = new TreeMap<>();
    private final Map<String, Compared> compared = new HashMap<>();

    private record Compared(NaiveSteps.Moves own, NaiveSteps.Moves base, Duration horizon) {}

    static LongStream seeds() {
        return LongStream.rangeClosed(2001, 2010);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void againstTheBasePeriod(long seed) {
        var asked = new Asked(seed);
        var question = asked.question(MIDDLE, LAST);
        var base = asked.question(RandomLives.START, MIDDLE);
        var own = asked.naive(question).cohort();
        var before = asked.naive(base).cohort();
        var both = new ArrayList<>(own);
        both.addAll(before);
        for (var stage = 0; stage < FUNNEL.size(); stage++) {
            var steps = new NaiveSteps(stage, both);
            compare("", stage, steps.of(own), steps.of(before), steps.horizon());
        }
        var answer = BottleneckReport.againstBase(question, base, MINIMUM);
        holds(answer);
        answer.items().forEach(item -> listed(item, question, item.rate()));
        answer.items().forEach(item -> listed(item, base, item.base()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void amongGroups(long seed) {
        var asked = new Asked(seed);
        var question = asked.question(RandomLives.START, LAST);
        var naive = asked.naive(question);
        for (var stage = 0; stage < FUNNEL.size(); stage++) {
            var steps = new NaiveSteps(stage, naive.cohort());
            for (var owner : List.of("ann", "bob", "cai", "dan")) {
                compare(
                        owner,
                        stage,
                        steps.of(ownedBy(naive, owner, true)),
                        steps.of(ownedBy(naive, owner, false)),
                        steps.horizon());
            }
        }
        var answer = BottleneckReport.amongGroups(question, Dimension.OWNER, MINIMUM);
        holds(answer);
        assertThat(answer.items())
                .extracting(BottlenecksAnswer.Bottleneck::group)
                .contains("dan");
        answer.items()
                .forEach(item -> listed(
                        item, question.about(question.filter().and(Dimension.OWNER, item.group())), item.rate()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void amongGroupsOfAnOwnField(long seed) {
        var asked = new Asked(seed);
        var question = asked.question(RandomLives.START, LAST);
        var naive = asked.naive(question);
        for (var stage = 0; stage < FUNNEL.size(); stage++) {
            var steps = new NaiveSteps(stage, naive.cohort());
            for (var terms : List.of("FOB", "CIF", "")) {
                compare(
                        terms,
                        stage,
                        steps.of(having(naive, terms, true)),
                        steps.of(having(naive, terms, false)),
                        steps.horizon());
            }
        }
        var answer = BottleneckReport.amongGroups(question, AskedTwice.TERMS, MINIMUM);
        assertThat(answer.by()).isEqualTo("field:terms");
        holds(answer);
        answer.items()
                .forEach(item -> listed(
                        item,
                        question.about(question.filter()
                                .and(AskedTwice.TERMS, item.group().isEmpty() ? null : item.group())),
                        item.rate()));
    }

    private static List<Known> having(Naive naive, String terms, boolean own) {
        return naive.cohort().stream()
                .filter(deal -> Naive.values("field:terms", naive.segment(deal)).contains(terms) == own)
                .toList();
    }

    private static List<Known> ownedBy(Naive naive, String owner, boolean own) {
        return naive.cohort().stream()
                .filter(deal -> Objects.equals(naive.segment(deal).owner(), owner) == own)
                .toList();
    }

    private void compare(String group, int stage, NaiveSteps.Moves own, NaiveSteps.Moves base, Duration horizon) {
        if (own.reached().size() >= MINIMUM && base.reached().size() >= MINIMUM) {
            var name = group + " " + FUNNEL.get(stage);
            compared.put(name, new Compared(own, base, horizon));
            pValues.put(
                    name,
                    NaiveNoise.pValue(
                            own.moved().size(),
                            own.reached().size(),
                            base.moved().size(),
                            base.reached().size()));
        }
    }

    private void holds(BottlenecksAnswer answer) {
        assertThat(answer.tested()).isEqualTo(pValues.size());
        var adjusted = NaiveNoise.adjusted(pValues);
        adjusted.values().removeIf(p -> p >= 0.05);
        adjusted.keySet()
                .removeIf(name -> compared.get(name).own().rate()
                        >= compared.get(name).base().rate());
        var told = new TreeMap<String, Double>();
        for (var item : answer.items()) {
            var name = Objects.requireNonNullElse(item.group(), "") + " " + item.from();
            told.put(name, item.pValue());
            assertThat(adjusted).containsKey(name);
            assertThat(item.pValue()).isCloseTo(adjusted.get(name), within(1e-7));
            assertThat(item.to()).isEqualTo(List.of("b", "c", "won").get(FUNNEL.indexOf(item.from())));
            tells(item, compared.get(name));
        }
        assertThat(told.keySet()).isEqualTo(adjusted.keySet());
        assertThat(answer.items())
                .isSortedAccordingTo(
                        (a, b) -> b.cost().amount().compareTo(a.cost().amount()));
    }

    private static void tells(BottlenecksAnswer.Bottleneck item, Compared naive) {
        assertThat(item.horizon()).isEqualTo(naive.horizon());
        rate(item.rate(), naive.own());
        rate(item.base(), naive.base());
        var lacking = naive.base().rate() - naive.own().rate();
        assertThat(item.cost().deals())
                .isCloseTo(lacking * naive.own().reached().size(), within(1e-9));
        assertThat(item.cost().amount().doubleValue())
                .isCloseTo(lacking * naive.own().worth(), within(0.006));
        if (item.cost().won() == null) {
            assertThat(naive.base().wonShare()).isNaN();
        } else {
            assertThat(item.cost().won().doubleValue())
                    .isCloseTo(lacking * naive.own().worth() * naive.base().wonShare(), within(0.006));
        }
    }

    /** Both numbers of a rate are lists, at the addresses that the item gives. */
    private static void listed(BottlenecksAnswer.Bottleneck item, Question question, Rate rate) {
        assertThat(list(question, "step.reached", item))
                .isEqualTo(rate.denominator().longValue());
        assertThat(list(question, "step.moved", item))
                .isEqualTo(rate.numerator().longValue());
        assertThat(item.links().get("reached"))
                .contains("cell=step.reached&stage=" + item.from(), "&horizon=" + item.horizon());
        assertThat(item.links().get("moved")).contains("cell=step.moved&stage=" + item.from());
    }

    private static long list(Question question, String cell, BottlenecksAnswer.Bottleneck item) {
        var asked = new Cell.Asked(cell, item.from(), null, null, item.horizon().toString(), null, null);
        var deals = DealsAnswer.of(question, Cell.of(question, asked), MINIMUM, 500, null);
        assertThat(deals.items()).hasSize((int) deals.total().count());
        return deals.total().count();
    }

    private static void rate(Rate rate, NaiveSteps.Moves moves) {
        assertThat(rate.numerator().longValue()).isEqualTo(moves.moved().size());
        assertThat(rate.denominator().longValue()).isEqualTo(moves.reached().size());
    }

    /** Many lives, of which every second one that begins late is dan's and goes no further than its first stage. */
    private static final class Asked {
        private final List<Life> columns = new ArrayList<>();
        private final Image image;

        private Asked(long seed) {
            var random = new RandomLives(seed);
            for (var life : random.columns(500)) {
                var entry = Naive.entry(life.rows());
                var stops = entry != null && !entry.isBefore(MIDDLE) && columns.size() % 2 == 0;
                columns.add(stops ? new Life(life.deal(), stopped(life.rows(), entry)) : life);
            }
            image = random.image(columns);
        }

        private static List<Row> stopped(List<Row> rows, Instant entry) {
            return rows.stream()
                    .filter(row -> !row.at().isAfter(entry))
                    .map(row -> new Row(
                            row.at(),
                            row.direction(),
                            row.status(),
                            row.stage(),
                            new Segment("dan", null, "x", null, null),
                            row.amount(),
                            row.reason(),
                            row.snoozedUntil()))
                    .toList();
        }

        private Question question(Instant from, Instant to) {
            return new Question(image, null, from, to, AS_OF, null, Filter.NONE);
        }

        private Naive naive(Question about) {
            return new Naive(columns, about.from(), about.to(), AS_OF, null, Filter.NONE);
        }
    }
}
