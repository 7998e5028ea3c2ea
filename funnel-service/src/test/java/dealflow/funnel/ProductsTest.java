package dealflow.funnel;

import static dealflow.funnel.AskedTwice.MINIMUM;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.Status;
import dealflow.funnel.breakdown.BreakdownAnswer.BreakdownGroup;
import dealflow.funnel.breakdown.BreakdownReport;
import dealflow.funnel.conversion.FunnelReport;
import dealflow.funnel.drilldown.Cell;
import dealflow.funnel.drilldown.DealsAnswer;
import dealflow.funnel.flow.FlowAnswer;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.question.Interval;
import dealflow.funnel.unit.Total;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deals of several products, over random histories, held against going through them one by one. */
class ProductsTest {

    private static final List<String> FUNNEL = List.of("a", "b", "c");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    /** How many, and what of their amounts is one product's. */
    private static Total total(Naive naive, Collection<Naive.Known> deals, String product) {
        var count = 0;
        var amount = BigDecimal.ZERO;
        for (var deal : deals) {
            var now = naive.asOf(deal);
            var products = List.of(now.segment().product().split("\u001f"));
            if (!products.contains(product)) {
                continue;
            }
            count++;
            if (deal.last().amount() != null) {
                amount = amount.add(part(deal.last().amount(), RandomLives.weights(now), products.indexOf(product)));
            }
        }
        var shortest = amount.stripTrailingZeros();
        return new Total(count, shortest.setScale(Math.max(2, shortest.scale())));
    }

    /** By hand: rounded down to cents, or to what is finer; what is left goes to the largest remainders, one each. */
    private static BigDecimal part(BigDecimal amount, long[] weights, int place) {
        if (weights == null) {
            return amount;
        }
        var scale = amount.stripTrailingZeros().scale() <= 2 ? 2 : 4;
        var units = amount.movePointRight(scale).longValueExact();
        var sum = LongStream.of(weights).sum();
        var of = sum == 0 ? LongStream.of(weights).map(any -> 1).toArray() : weights;
        var all = sum == 0 ? weights.length : sum;
        var left = units - LongStream.of(of).map(weight -> units * weight / all).sum();
        var order = IntStream.range(0, of.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> -(units * of[i] % all)))
                .toList();
        return BigDecimal.valueOf(units * of[place] / all + (order.indexOf(place) < left ? 1 : 0), scale);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDealCountsInEachOfItsProductsAndItsAmountIsDivided(long seed) {
        var asked = new AskedTwice(seed, true);
        var deals = asked.naive.cohort();
        var products = new TreeSet<String>();
        deals.forEach(deal ->
                products.addAll(List.of(asked.naive.segment(deal).product().split("\u001f"))));
        var breakdown = new BreakdownReport(asked.question, Dimension.PRODUCT, MINIMUM).answer();
        assertThat(breakdown.overlap().code()).isEqualTo(NoticeCode.PRODUCTS_OVERLAP);
        assertThat(breakdown.groups()).extracting(BreakdownGroup::group).containsExactlyElementsOf(products);
        for (var group : breakdown.groups()) {
            is(group.entered(), asked, group, deal -> true);
            is(group.won(), asked, group, deal -> deal.is(Status.WON));
            is(group.lost(), asked, group, deal -> deal.is(Status.LOST));
            is(group.open(), asked, group, deal -> deal.is(Status.OPEN));
            is(group.returned(), asked, group, deal -> deal.is(Status.LEAD));
            for (var stage : group.stages()) {
                is(
                        group.lostByStage().getOrDefault(stage.stage(), Total.NOTHING),
                        asked,
                        group,
                        deal -> deal.is(Status.LOST) && deal.lastStage().equals(stage.stage()));
                assertThat(stage.reached())
                        .isEqualTo(total(
                                        asked.naive,
                                        deals.stream()
                                                .filter(deal -> deal.reachedAt(FUNNEL.indexOf(stage.stage())) != null)
                                                .toList(),
                                        group.group())
                                .count());
            }
        }
        var whole = new FunnelReport(asked.question, MINIMUM).onCohortBasis();
        addsUp(breakdown.groups(), BreakdownGroup::entered, whole.entered());
        addsUp(breakdown.groups(), BreakdownGroup::won, whole.won());
        addsUp(breakdown.groups(), BreakdownGroup::lost, whole.lost());
        addsUp(breakdown.groups(), BreakdownGroup::open, whole.open());
        addsUp(breakdown.groups(), BreakdownGroup::returned, whole.returned());
    }

    private static void is(Total total, AskedTwice asked, BreakdownGroup group, Predicate<Naive.Known> counted) {
        var deals = asked.naive.cohort().stream().filter(counted).toList();
        assertThat(total).as(group.group()).isEqualTo(total(asked.naive, deals, group.group()));
    }

    private static void addsUp(List<BreakdownGroup> groups, Function<BreakdownGroup, Total> of, Total whole) {
        assertThat(groups.stream().map(of).map(Total::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(whole.amount());
        assertThat(groups.stream().map(of).mapToLong(Total::count).sum()).isGreaterThanOrEqualTo(whole.count());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFilterFindsDealsThatHaveTheProductAmongOthers(long seed) {
        var asked = new AskedTwice(seed, true);
        for (var product : List.of("x", "y", "z")) {
            var question = asked.question.about(asked.question.filter().and(Dimension.PRODUCT, product));
            var naive = new Naive(
                    asked.columns,
                    question.from(),
                    question.to(),
                    question.asOf(),
                    question.within(),
                    question.filter());
            var funnel = new FunnelReport(question, MINIMUM).onCohortBasis();
            assertThat(funnel.entered()).isEqualTo(naive.cohort(deal -> true));
            assertThat(funnel.won()).isEqualTo(naive.cohort(deal -> deal.is(Status.WON)));
            var cell = Cell.of(question, new Cell.Asked("entered", null, null, null));
            assertThat(DealsAnswer.of(question, cell, MINIMUM, 500, null).total())
                    .isEqualTo(funnel.entered());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFlowOfAProductIsThatOfADealsThatHaveIt(long seed) {
        var asked = new AskedTwice(seed, true);
        var byProduct = FlowAnswer.of(asked.question, Interval.MONTH, Dimension.PRODUCT);
        assertThat(byProduct.overlap().code()).isEqualTo(NoticeCode.WHOLE_DEALS_BY_PRODUCT);
        var seen = new ArrayList<String>();
        for (var interval : byProduct.intervals()) {
            var filter = asked.question.filter().and(Dimension.PRODUCT, interval.group());
            var own = FlowAnswer.of(asked.question.about(filter), Interval.MONTH, null).intervals().stream()
                    .filter(same -> same.from().equals(interval.from()))
                    .findFirst()
                    .orElseThrow();
            assertThat(interval.stages()).isEqualTo(own.stages());
            assertThat(interval.total()).isEqualTo(own.total());
            seen.add(interval.group());
        }
        assertThat(List.of("x", "y", "z")).containsAll(seen);
    }
}
