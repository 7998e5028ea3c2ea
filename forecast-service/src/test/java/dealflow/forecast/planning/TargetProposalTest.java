package dealflow.forecast.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.calendar.FiscalCalendar;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.planning.TargetProposal.Former;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Parts that add up to the cent, near to what people brought where that is more than chance, and near the equal part where it is not. */
class TargetProposalTest {

    private static Former orders(String owner, double present, int count) {
        return new Former(owner, null, present, count, 100.0 * count, 10_000.0 * count);
    }

    private static TargetProposal propose(String total, Former... people) {
        var whole = new BigDecimal(total);
        return TargetProposal.of(List.of(people), whole, Apportionment.unit(whole, people.length), 10);
    }

    @Test
    void partsAddUpToTheCentAndAreRoundButForOne() {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++) {
            var total = BigDecimal.valueOf(random.nextLong(1_000_000_000L) + (i % 7 == 0 ? 0 : 1), 2);
            var weights = random.doubles(1 + random.nextInt(30), 0, 3)
                    .map(weight -> weight < 0.2 ? 0 : weight)
                    .toArray();
            weights[0] = 1;
            var unit = Apportionment.unit(total, weights.length);
            var parts = Apportionment.of(total, weights, unit);
            assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(total);
            assertThat(parts).allMatch(part -> part.signum() >= 0);
            assertThat(parts.stream()
                            .filter(part -> part.remainder(unit).signum() != 0)
                            .count())
                    .isLessThanOrEqualTo(1);
            var sum = Arrays.stream(weights).sum();
            for (var k = 0; k < weights.length; k++) {
                assertThat(parts.get(k).doubleValue())
                        .isCloseTo(total.doubleValue() * weights[k] / sum, within(2 * unit.doubleValue()));
            }
        }
    }

    @Test
    void amountsAreRoundedToThreeDigitsOfTheEqualPart() {
        assertThat(Apportionment.unit(new BigDecimal("100000.00"), 8)).isEqualByComparingTo("100");
        assertThat(Apportionment.unit(new BigDecimal("100000.00"), 2)).isEqualByComparingTo("100");
        assertThat(Apportionment.unit(new BigDecimal("1000000.00"), 2)).isEqualByComparingTo("1000");
        assertThat(Apportionment.unit(new BigDecimal("0.10"), 3)).isEqualByComparingTo("0.01");
        assertThat(Apportionment.unit(new BigDecimal("0.00"), 3)).isEqualByComparingTo("0.01");
        assertThat(Apportionment.of(new BigDecimal("100.00"), new double[] {1, 1, 1}, new BigDecimal("0.01")))
                .containsExactly(new BigDecimal("33.34"), new BigDecimal("33.33"), new BigDecimal("33.33"));
    }

    @Test
    void whoIsNewHasTheEqualPartAndTheOthersDivideTheRest() {
        var proposal =
                propose("90000.00", orders("ann", 1, 90), orders("bob", 1, 10), new Former("new", null, 0, 0, 0, 0));
        var parts = proposal.people();
        assertThat(parts.get(2).part()).isEqualByComparingTo("30000.00");
        assertThat(parts.get(2).raw()).isNull();
        assertThat(parts.get(2).shrunk()).isEqualTo(1);
        assertThat(parts.get(0).raw()).isCloseTo(1.8, within(1e-9));
        assertThat(parts.get(0).shrunk()).isBetween(1.6, 1.8);
        assertThat(parts.get(0).part().add(parts.get(1).part())).isEqualByComparingTo("60000.00");
        // Half of the time, half of the orders: as good as the other.
        var late = propose("80.00", orders("ann", 1, 60), orders("bob", 0.5, 30));
        assertThat(late.people().get(0).part()).isEqualByComparingTo("40.00");
    }

    @Test
    void whereAllBroughtTooFewPartsAreEqual() {
        var few = propose("90.00", orders("ann", 1, 8), orders("bob", 1, 1));
        assertThat(few.equal()).isTrue();
        assertThat(few.people()).allMatch(part -> part.part().compareTo(new BigDecimal("45")) == 0);
        assertThat(propose("90.00").people()).isEmpty();
    }

    /** Everybody is as good as the others: what they brought differs by chance, and proposals by much less. */
    @Test
    void chanceIsNotRewarded() {
        var random = new Random(11);
        double raw = 0, shrunk = 0;
        for (var i = 0; i < 300; i++) {
            var people = new ArrayList<Former>();
            for (var k = 0; k < 8; k++) {
                people.add(drawn("p" + k, 6, random));
            }
            var proposal = TargetProposal.of(people, new BigDecimal("8000.00"), BigDecimal.ONE, 10);
            for (var part : proposal.people()) {
                raw += (part.raw() - 1) * (part.raw() - 1);
                shrunk += (part.shrunk() - 1) * (part.shrunk() - 1);
            }
        }
        assertThat(shrunk).isLessThan(0.35 * raw);
    }

    /** People differ, and what is proposed is nearer to what each is worth than what each brought, and than equal parts. */
    @Test
    void whatIsShrunkIsNearerToTheTruth() {
        var random = new Random(12);
        double raw = 0, shrunk = 0, equal = 0;
        for (var i = 0; i < 300; i++) {
            var people = new ArrayList<Former>();
            var truth = new double[8];
            var sum = 0.0;
            for (var k = 0; k < truth.length; k++) {
                truth[k] = Math.exp(0.5 * random.nextGaussian());
                sum += truth[k];
                people.add(drawn("p" + k, 10 * truth[k], random));
            }
            var parts = TargetProposal.of(people, new BigDecimal("8000.00"), BigDecimal.ONE, 10)
                    .people();
            for (var k = 0; k < truth.length; k++) {
                var right = truth[k] * truth.length / sum;
                raw += Math.pow(parts.get(k).raw() - right, 2);
                shrunk += Math.pow(parts.get(k).shrunk() - right, 2);
                equal += Math.pow(1 - right, 2);
            }
        }
        assertThat(shrunk).isLessThan(0.95 * raw).isLessThan(0.6 * equal);
    }

    private static Former drawn(String owner, double mean, Random random) {
        var count = 0;
        double amount = 0, squares = 0;
        for (var at = -Math.log(random.nextDouble()); at < mean; at -= Math.log(random.nextDouble())) {
            var one = 1000 * Math.exp(0.4 * random.nextGaussian());
            count++;
            amount += one;
            squares += one * one;
        }
        return new Former(owner, null, 1, count, amount, squares);
    }

    @Test
    void formerPeriodsAreWholeAndOver() {
        var next = NamedPeriod.of("2026-Q3", FiscalCalendar.PLAIN);
        assertThat(FormerPeriods.before(next, LocalDate.parse("2026-05-20"), 4))
                .isEqualTo(new FormerPeriods(
                        LocalDate.parse("2025-04-01"), LocalDate.parse("2026-01-01"), LocalDate.parse("2026-04-01")));
        // Of a period that is over, what came after it is not looked at.
        assertThat(FormerPeriods.before(
                        NamedPeriod.of("2025-02", FiscalCalendar.PLAIN), LocalDate.parse("2026-05-20"), 1))
                .isEqualTo(new FormerPeriods(
                        LocalDate.parse("2025-01-01"), LocalDate.parse("2025-01-01"), LocalDate.parse("2025-02-01")));
    }
}
