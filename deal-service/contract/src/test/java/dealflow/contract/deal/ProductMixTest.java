package dealflow.contract.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.payment.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The parts of an amount add up to it, and none is a cent or more from its share. */
class ProductMixTest {

    private static DealLine line(String product, String quantity, String price) {
        return new DealLine(
                "l", product, new BigDecimal(quantity), null, new Money(new BigDecimal(price), "USD"), null);
    }

    private static ProductMix mix(String product, String reportingAmount, DealLine... lines) {
        var reported = reportingAmount == null ? null : new Money(new BigDecimal(reportingAmount), "USD");
        return ProductMix.of(new DealSnapshot(
                null,
                null,
                "p",
                1,
                "t",
                null,
                "s",
                Status.OPEN,
                null,
                null,
                "o",
                null,
                product,
                null,
                null,
                null,
                reported,
                reported,
                List.of(lines),
                null,
                null,
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                null));
    }

    @Test
    void withoutLinesADealIsOneProductOrNone() {
        assertThat(mix("lamps", "10.00").text()).isEqualTo("lamps");
        assertThat(mix("lamps", "10.00").amounts()).containsExactly(new BigDecimal("10.00"));
        assertThat(mix(null, null))
                .isEqualTo(new ProductMix(Collections.singletonList(null), Collections.singletonList(null)));
        assertThat(mix(null, null).text()).isNull();
        assertThat(ProductMix.products(null)).containsExactly((String) null);
    }

    @Test
    void linesOfOneProductAreOneAndThoseOfSeveralDivideTheAmount() {
        var one = mix("other", "30.00", line("lamps", "1", "10"), line("lamps", "2", "10"));
        assertThat(one.text()).isEqualTo("lamps");
        assertThat(one.amounts()).containsExactly(new BigDecimal("30.00"));
        var two = mix(null, "100.00", line("lamps", "1", "20"), line("bulbs", "10", "1"));
        assertThat(two.amounts()).containsExactly(new BigDecimal("33.33"), new BigDecimal("66.67"));
        assertThat(ProductMix.products(two.text()))
                .isEqualTo(List.of("bulbs", "lamps"))
                .isEqualTo(two.products());
        assertThat(ProductMix.isOfSeveral(two.text())).isTrue();
        assertThat(ProductMix.isOfSeveral(one.text())).isFalse();
        assertThat(mix(null, "0.03", line("a", "1", "0"), line("b", "1", "0")).amounts())
                .as("given away, so equal")
                .containsExactly(new BigDecimal("0.02"), new BigDecimal("0.01"));
        assertThat(mix(null, null, line("a", "1", "1"), line("b", "1", "1")).amounts())
                .containsExactly(null, null);
    }

    /** Against trying: of all ways to round each share up or down that add up, none is nearer to the shares. */
    @Test
    void randomPartsAddUpAndAreTheNearestThatDo() {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++) {
            var weights = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(i -> BigInteger.valueOf(random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000)))
                    .toArray(BigInteger[]::new);
            var whole = BigInteger.valueOf(random.nextInt(2) == 0 ? random.nextInt(10) : random.nextLong(1L << 50));
            var parts = ProductMix.divided(whole, weights);
            assertThat(Arrays.stream(parts).reduce(BigInteger.ZERO, BigInteger::add))
                    .isEqualTo(whole);
            var sum =
                    Arrays.stream(weights).mapToDouble(BigInteger::doubleValue).sum();
            var shares = new ArrayList<Double>();
            for (var weight : weights) {
                shares.add(whole.doubleValue() * (sum == 0 ? 1.0 / weights.length : weight.doubleValue() / sum));
            }
            var best = Double.MAX_VALUE;
            for (var up = 0; up < 1 << weights.length; up++) {
                var tried = 0.0;
                var off = 0.0;
                for (var i = 0; i < weights.length; i++) {
                    var part = Math.floor(shares.get(i) + 1e-9) + (up >> i & 1);
                    tried += part;
                    off += Math.abs(part - shares.get(i));
                }
                best = tried == whole.doubleValue() ? Math.min(best, off) : best;
            }
            var off = 0.0;
            for (var i = 0; i < weights.length; i++) {
                assertThat(Math.abs(parts[i].doubleValue() - shares.get(i))).isLessThan(1.001);
                off += Math.abs(parts[i].doubleValue() - shares.get(i));
            }
            if (whole.bitLength() < 20) {
                assertThat(off).isLessThanOrEqualTo(best + 1e-6);
            }
        }
    }
}
