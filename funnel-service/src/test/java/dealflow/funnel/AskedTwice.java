package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.funnel.drilldown.Cell;
import dealflow.funnel.drilldown.DealsAnswer;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.unit.Total;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A question over a random history, and the same one asked naively. */
final class AskedTwice {

    static final int MINIMUM = 5;
    final List<RandomLives.Life> columns;
    final Question question;
    final Naive naive;

    AskedTwice(long seed) {
        this(seed, false);
    }

    /** @param several whether deals may be of several products */
    AskedTwice(long seed, boolean several) {
        var random = new RandomLives(seed, several);
        columns = random.columns(20 + random.random().nextInt(150));
        var dice = random.random();
        var from = moment(dice.nextInt(70), dice.nextInt(3));
        var to = moment(71 + dice.nextInt(80), dice.nextInt(3));
        var asOf = moment(20 + dice.nextInt(140), dice.nextInt(3));
        var within = dice.nextInt(3) == 0 ? Duration.ofDays(1 + dice.nextInt(30)) : null;
        var filter =
                switch (dice.nextInt(11)) {
                    case 0, 1 -> Filter.NONE;
                    case 2 -> Filter.NONE.and(Dimension.OWNER, "ann");
                    case 3 -> Filter.NONE.and(Dimension.TEAM, null).and(Dimension.PRODUCT, "x");
                    case 4 -> Filter.NONE.and(Dimension.SOURCE, "fair");
                    case 5 -> new Filter(Set.of("ann", "bob"), null, null, null, null, null, null);
                    case 6 -> new Filter(null, Set.of("", "team-ann"), Set.of("x", "y"), null, null, null, null);
                    case 7 ->
                        new Filter(null, null, null, Set.of("fair", "", "nowhere"), null, null, new BigDecimal("900"));
                    case 8 -> Filter.NONE.owning(Map.of("terms", Set.of("FOB", "")));
                    case 9 ->
                        Filter.NONE
                                .and(Dimension.OWNER, "ann")
                                .owning(Map.of("terms", Set.of("CIF"), "papers", Set.of("bill", "nothing")));
                    default ->
                        new Filter("bob", null, null, null, null, new BigDecimal("100"), new BigDecimal("700.5"));
                };
        question = new Question(random.image(columns), null, from, to, asOf, within, filter);
        naive = new Naive(columns, from, to, asOf, within, filter);
    }

    /** At midnight here, in the pipeline's time zone, or at any time. */
    private static Instant moment(int day, int kind) {
        return RandomLives.START
                .plus(Duration.ofDays(day))
                .minus(Duration.ofMinutes(kind == 0 ? 0 : kind == 1 ? 60 : 427));
    }

    Total list(String cell, String stage, String... more) {
        var asked = new Cell.Asked(cell, stage, more.length > 0 ? more[0] : null, more.length > 1 ? more[1] : null);
        var deals = DealsAnswer.of(question, Cell.of(question, asked), MINIMUM, 500, null);
        var counted = deals.items().size();
        var amount = deals.items().stream()
                .map(DealsAnswer.FunnelDeal::amount)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(deals.next()).isNull();
        if (!cell.startsWith("flow.")) {
            assertThat(deals.withoutAmount())
                    .isEqualTo(deals.items().stream()
                            .filter(item -> item.amount() == null)
                            .count());
        }
        assertThat(deals.total().count()).isEqualTo(cell.equals("flow.repriced") ? 0 : counted);
        assertThat(deals.total().amount()).isEqualByComparingTo(amount);
        return deals.total();
    }
}
