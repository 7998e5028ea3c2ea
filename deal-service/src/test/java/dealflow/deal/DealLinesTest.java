package dealflow.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.contract.deal.AmountBasis;
import dealflow.contract.deal.DealLine;
import dealflow.contract.payment.Money;
import dealflow.deal.refusal.InvalidFieldException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What lines come to, and which cannot be taken. */
class DealLinesTest {

    private static Money usd(String amount) {
        return new Money(new BigDecimal(amount), "USD");
    }

    private static DealLine line(String id, String quantity, String price) {
        return new DealLine(id, " lamps ", new BigDecimal(quantity), null, usd(price), null);
    }

    private static DealDetails checked(Money amount, List<DealLine> lines) {
        return new DealFields("t", null, "ann", null, null, null, null, null, amount, lines, null, null).checked("ann");
    }

    @Test
    void theAmountIsWhatIsSaidOrElseTheSum() {
        var summed = checked(null, List.of(line(null, "2.50", "10"), line("l1", "1", "0.005")));
        assertThat(summed.amount()).isEqualTo(usd("25.00"));
        assertThat(summed.amountBasis()).isEqualTo(AmountBasis.LINES);
        assertThat(summed.lines()).extracting(DealLine::id).containsExactly("l2", "l1");
        assertThat(summed.lines().get(0))
                .isEqualTo(new DealLine("l2", "lamps", new BigDecimal("2.5"), null, usd("10.00"), null));
        assertThat(DealFields.of(summed).amount()).as("to be reckoned again").isNull();
        var said = checked(usd("20"), summed.lines());
        assertThat(said.amount()).isEqualTo(usd("20.00"));
        assertThat(said.amountBasis()).isEqualTo(AmountBasis.STATED);
        assertThat(DealFields.of(said).amount()).isEqualTo(usd("20.00"));
        assertThat(checked(usd("20"), null).amountBasis()).isNull();
        assertThat(checked(null, List.of()).amount()).isNull();
    }

    /** Each line in whole cents, rounded half to even. */
    @Test
    void randomLinesAddUp() {
        var random = new Random(1);
        for (var round = 0; round < 1000; round++) {
            var lines = new ArrayList<DealLine>();
            var cents = 0L;
            for (var i = random.nextInt(100); i >= 0; i--) {
                var quantity = 1 + random.nextInt(100_000);
                var price = random.nextInt(1_000_000);
                lines.add(line(
                        null,
                        BigDecimal.valueOf(quantity, 2).toPlainString(),
                        BigDecimal.valueOf(price, 3).toPlainString()));
                // In hundred thousandths; a cent has a thousand of them.
                var exact = (long) quantity * price;
                var rest = exact % 1000;
                cents += exact / 1000 + (rest > 500 || rest == 500 && exact / 1000 % 2 == 1 ? 1 : 0);
            }
            assertThat(checked(null, lines).amount().amount()).isEqualTo(BigDecimal.valueOf(cents, 2));
        }
    }

    @Test
    void whatCannotBeIsRefusedWithItsPlace() {
        refused("lines[0].quantity", line(null, "0", "1"));
        refused("lines[0].quantity", line(null, "1E+999999999", "1"));
        refused("lines[0].quantity", line(null, "1E-999999999", "1"));
        refused("lines[0].unitPrice.amount", line(null, "1", "0.0000001"));
        refused("lines[1].id", line("a", "1", "1"), line("a", "1", "1"));
        refused("lines[0]", (DealLine) null);
        refused("lines", Collections.nCopies(101, line(null, "1", "1")).toArray(DealLine[]::new));
        refused("lines.amount", line(null, "999999999", "99999"));
        var crowns = new DealLine(null, "a", BigDecimal.ONE, null, new Money(BigDecimal.ONE, "NOK"), null);
        refused("lines[1].unitPrice.currency", line(null, "1", "1"), crowns);
    }

    private static void refused(String field, DealLine... lines) {
        assertThatThrownBy(() -> checked(null, new ArrayList<>(Arrays.asList(lines))))
                .isInstanceOfSatisfying(InvalidFieldException.class, refusal -> assertThat(refusal.field())
                        .isEqualTo(field));
    }
}
