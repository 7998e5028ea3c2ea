package dealflow.forecast.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.OwnField;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.http.Figures;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The company's own fields as groups and filters, against the same values in the place of a label, and against deals one by one. */
class OwnFieldGroupsTest {

    private static final OwnField TERMS = new OwnField("terms");
    private static final OwnField PAPERS = new OwnField("papers");
    private static final Forecasts FORECASTS = new Forecasts(null, null);

    /** A deal's terms are its source, too; some change on the way, and have changed at the end of each visit. */
    private static TrainingData history(long seed) {
        var random = new Random(seed);
        var plain = RandomPipelines.history(seed, 1500);
        var lives = plain.lives().stream()
                .map(deal -> {
                    var terms = List.of("FOB", "CIF", "").get(random.nextInt(3));
                    var papers = List.of(List.of("bill"), List.of("bill", "origin"), List.<String>of())
                            .get(random.nextInt(3));
                    var cents = Math.rint((deal.amount() + random.nextInt(100) / 100.0) * 100) / 100;
                    var labels = labels(deal, terms, papers);
                    return new DealHistory(
                            labels,
                            cents,
                            cents,
                            deal.enteredDay(),
                            deal.wonDay(),
                            deal.closeDates(),
                            deal.visits(),
                            Collections.nCopies(
                                    deal.visits().size(),
                                    random.nextInt(4) == 0 ? labels(deal, "EXW", List.of()) : labels),
                            deal.paymentRecord());
                })
                .toList();
        return new TrainingData(lives, plain.stages(), plain.today());
    }

    private static Scope.Labels labels(DealHistory deal, String terms, List<String> papers) {
        var own = new HashMap<String, List<String>>();
        if (!terms.isEmpty()) {
            own.put("terms", List.of(terms));
        }
        if (!papers.isEmpty()) {
            own.put("papers", papers);
        }
        var plain = deal.labels();
        return new Scope.Labels(
                plain.owner(), plain.team(), plain.product(), terms.isEmpty() ? null : terms, plain.region(), own);
    }

    private static Question question(Measure measure, Scope scope, Grouping by) {
        var from = LocalDate.ofEpochDay(RandomPipelines.TODAY).withDayOfMonth(1).minusMonths(3);
        return new Question(scope, measure, Interval.MONTH, from, 9, by);
    }

    @ParameterizedTest
    @EnumSource(Measure.class)
    void groupsAreThoseOfTheSameValuesAsALabelAndAddUpToTheCent(Measure measure) {
        for (var seed = 1; seed <= 3; seed++) {
            var known = Known.of(history(seed));
            for (var scope : List.of(Scope.ALL, new Scope("o1", null, null, null, "north"))) {
                var groups = FORECASTS.groups(known, question(measure, scope, TERMS));
                var asLabel = FORECASTS.groups(known, question(measure, scope, Label.SOURCE));
                assertThat(groups)
                        .extracting(Forecasts.GroupForecast::group)
                        .containsExactly("CIF", "FOB", null)
                        .isEqualTo(asLabel.stream()
                                .map(Forecasts.GroupForecast::group)
                                .toList());
                for (var i = 0; i < groups.size(); i++) {
                    assertThat(figures(groups.get(i).forecast()))
                            .isEqualTo(figures(asLabel.get(i).forecast()));
                }
                addUp(
                        FORECASTS.forecast(known, question(measure, scope, null)),
                        groups.stream().map(Forecasts.GroupForecast::forecast).toList());
            }
        }
    }

    private static List<String> figures(Forecast forecast) {
        var figures = new ArrayList<String>();
        for (var periods : List.of(forecast.periods(), forecast.cumulative())) {
            for (var period : periods) {
                figures.add("%s %s %d %s %s %s"
                        .formatted(
                                period.name(),
                                Figures.amount(period.closedAmount()),
                                period.closedCount(),
                                Figures.amount(period.open().expected()),
                                Figures.amount(period.fresh().expected()),
                                Figures.amount(period.total().p90())));
            }
        }
        figures.add(String.valueOf(forecast.openDeals()));
        return figures;
    }

    private static void addUp(Forecast whole, List<Forecast> groups) {
        for (var list : List.<Function<Forecast, List<Forecast.Period>>>of(Forecast::periods, Forecast::cumulative)) {
            for (var i = 0; i < whole.periods().size(); i++) {
                var place = i;
                for (var value : List.<Function<Forecast.Period, Double>>of(
                        Forecast.Period::closedAmount,
                        period -> period.open().expected(),
                        period -> period.fresh().expected(),
                        period -> period.total().expected())) {
                    assertThat(groups.stream()
                                    .map(group -> new BigDecimal(Figures.amount(
                                            value.apply(list.apply(group).get(place)))))
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(
                                    Figures.amount(value.apply(list.apply(whole).get(place))));
                }
            }
        }
        assertThat(groups.stream().mapToInt(Forecast::openDeals).sum()).isEqualTo(whole.openDeals());
    }

    /** Each filter against the deals that have it, chosen one by one; a group is, to the cent, what its filter gives. */
    @ParameterizedTest
    @EnumSource(Measure.class)
    void aFilterIsTheForecastOfTheDealsThatHaveIt(Measure measure) {
        var known = Known.of(history(7));
        var naive = new HashMap<Scope, Predicate<Map<String, List<String>>>>();
        naive.put(Scope.ALL.with(TERMS, Set.of("FOB")), own -> own.getOrDefault("terms", List.of())
                .contains("FOB"));
        naive.put(Scope.ALL.with(TERMS, Set.of("FOB", "CIF")), own -> own.containsKey("terms"));
        naive.put(Scope.ALL.with(TERMS, Set.of("")), own -> !own.containsKey("terms"));
        naive.put(
                Scope.ALL.with(PAPERS, Set.of("origin")),
                own -> Objects.equals(own.get("papers"), List.of("bill", "origin")));
        naive.put(
                Scope.ALL.with(PAPERS, Set.of("bill", "")).with(TERMS, Set.of("CIF", "")),
                own -> !Objects.equals(own.get("terms"), List.of("FOB")));
        naive.forEach((scope, has) -> {
            var lives = known.model().history().lives();
            var some = known.measured(measure, scope);
            var own = known.of(measure, deal -> has.test(deal.labels().own()));
            assertThat(some.openDeals())
                    .isEqualTo(own.openDeals())
                    .isEqualTo((int) lives.stream()
                            .filter(deal ->
                                    deal.open() && has.test(deal.labels().own()))
                            .count())
                    .isPositive();
            if (measure == Measure.BOOKINGS) {
                assertThat(FORECASTS
                                .forecast(known, question(measure, scope, null))
                                .openAmount())
                        .isCloseTo(
                                lives.stream()
                                        .filter(deal -> deal.open()
                                                && has.test(deal.labels().own()))
                                        .mapToDouble(DealHistory::amount)
                                        .sum(),
                                within(0.01));
            }
        });
        for (var group : FORECASTS.groups(known, question(measure, Scope.ALL, TERMS))) {
            var alone = alone(known, measure, group);
            for (var i = 0; i < alone.periods().size(); i++) {
                var own = group.forecast().periods().get(i);
                var asked = alone.periods().get(i);
                assertThat(own.closedAmount()).isEqualTo(asked.closedAmount());
                assertThat(own.open().expected()).isCloseTo(asked.open().expected(), within(0.011));
                assertThat(own.fresh().expected()).isCloseTo(asked.fresh().expected(), within(0.011));
            }
        }
    }

    private static Forecast alone(InformationSet known, Measure measure, Forecasts.GroupForecast group) {
        return FORECASTS.forecast(known, question(measure, Scope.ALL, TERMS).about(new Grouping.Group(group.group())));
    }
}
