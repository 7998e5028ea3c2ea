package dealflow.funnel.breakdown;

import dealflow.contract.deal.ProductMix;
import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Parts;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.GroupSums;
import dealflow.funnel.unit.Amounts;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cohort by product where deals are about several: each counts in every one of its products, and its amount is divided among them
 * as its lines' amounts are, in whole units of the currency's smallest coin, so that the groups' amounts add up to the whole.
 */
final class ProductSums {

    private final Question question;
    private final Parts products;
    private final int[] valueOf;
    private final long coin;
    private final GroupSums sums;
    private final GroupSums whole;
    private final long[] entered;
    private final long[] open;

    ProductSums(Question question) {
        this.question = question;
        var segments = question.image().segments();
        products = segments.products();
        valueOf = segments.values(Dimension.PRODUCT);
        coin = coin(question.pipeline().currency());
        sums = new GroupSums(question.stages(), products.names().size(), (columns, deal, state, segment) -> -1);
        whole = new GroupSums(question.stages(), 1, (columns, deal, state, segment) -> 0);
        entered = new long[segments.names(Dimension.PRODUCT).size()];
        open = new long[entered.length];
        new Cohort(question).each((columns, deal, state, segment, until) -> {
            whole.is(columns, deal, state, segment, until);
            entered[valueOf[segment]]++;
            open[valueOf[segment]] += columns.states.status(state) == DealPath.OPEN ? 1 : 0;
            add(columns, deal, state, segment);
        });
    }

    private static long coin(String currency) {
        return BigInteger.TEN
                .pow(4 - Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()))
                .longValueExact();
    }

    private void add(DealColumns columns, int deal, int state, int segment) {
        var some = products.of(valueOf[segment]);
        var parts = parts(columns, deal, state, some.length);
        for (var i = 0; i < some.length; i++) {
            sums.addPart(some[i], columns, state, parts[i]);
        }
    }

    /** The amount of then, by the products of {@code asOf}. */
    private long[] parts(DealColumns columns, int deal, int state, int count) {
        var amount = columns.states.amount[state];
        if (count == 1 || amount == Amounts.UNKNOWN) {
            var parts = new long[count];
            Arrays.fill(parts, amount);
            return parts;
        }
        var unit = amount % coin == 0 ? coin : 1;
        var weights = Arrays.stream(columns.states.parts(columns.lastBy(deal, question.asOfMicros())))
                .mapToObj(BigInteger::valueOf)
                .toArray(BigInteger[]::new);
        return Arrays.stream(ProductMix.divided(BigInteger.valueOf(amount / unit), weights))
                .mapToLong(part -> part.longValueExact() * unit)
                .toArray();
    }

    /** The products of each mix that few deals are of, some of them open. */
    Set<String> ofFew(int minimum) {
        return IntStream.range(0, entered.length)
                .filter(value -> open[value] > 0 && entered[value] < minimum)
                .flatMap(value -> Arrays.stream(products.of(value)))
                .mapToObj(product -> String.valueOf(products.names().get(product)))
                .collect(Collectors.toSet());
    }

    /** By the place of a product among the names. */
    GroupSums sums() {
        return sums;
    }

    /** All deals once. */
    GroupSums whole() {
        return whole;
    }
}
