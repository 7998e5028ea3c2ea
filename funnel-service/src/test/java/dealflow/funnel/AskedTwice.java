package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.funnel.drilldown.Cell;
import dealflow.funnel.drilldown.DealsAnswer;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.OwnField;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.unit.Total;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A question over a random history, and the same one asked naively. */
final class AskedTwice {

    static final int MINIMUM = 5;
    final List<RandomLives.Life> columns;
    final Question question;
    final Naive naive;

    AskedTwice(long seed) {
        this(seed, false);
    }

    /** Of which a deal has one value or none. */
    static final OwnField TERMS = new OwnField("terms");

    static final OwnField PAPERS = new OwnField("papers");

    /** All that deals are grouped by. */
    static List<Grouping> groupings() {
        return Stream.concat(Arrays.stream(Dimension.values()), Stream.of(TERMS))
                .toList();
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
                    case 3 -> Filter.NONE.and(Dimension.TEAM, "").and(Dimension.PRODUCT, "x");
                    case 4 -> Filter.NONE.and(Dimension.SOURCE, "fair");
                    case 5 -> Filter.NONE.and(Dimension.OWNER, Set.of("ann", "bob"));
                    case 6 ->
                        Filter.NONE
                                .and(Dimension.TEAM, Set.of("", "team-ann"))
                                .and(Dimension.PRODUCT, Set.of("x", "y"));
                    case 7 ->
                        Filter.NONE
                                .and(Dimension.SOURCE, Set.of("fair", "", "nowhere"))
                                .between(null, new BigDecimal("900"));
                    case 8 -> Filter.NONE.and(TERMS, Set.of("FOB", ""));
                    case 9 ->
                        Filter.NONE
                                .and(Dimension.OWNER, "ann")
                                .and(TERMS, "CIF")
                                .and(PAPERS, Set.of("bill", "nothing"));
                    default ->
                        Filter.NONE.and(Dimension.OWNER, "bob").between(new BigDecimal("100"), new BigDecimal("700.5"));
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
