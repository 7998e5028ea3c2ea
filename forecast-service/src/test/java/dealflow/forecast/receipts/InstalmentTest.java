package dealflow.forecast.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.contract.payment.PaymentTerm;
import dealflow.forecast.history.PaymentRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstalmentTest {

    private static final List<PaymentTerm> TERMS = List.of(
            new PaymentTerm("ORDER", new BigDecimal("0.3"), 0),
            new PaymentTerm("BILL_OF_LADING", new BigDecimal("0.7"), 15));

    @Test
    void paymentsPayTheInstalmentsInTheirOrder() {
        var instalments = Instalment.of(1000, paymentRecord(received(10, 200), received(20, 400)));
        assertThat(instalments.get(0).paid()).containsExactly(received(10, 200), received(20, 100));
        assertThat(instalments.get(1).paid()).containsExactly(received(20, 300));
        assertThat(instalments.get(1).unpaid()).isCloseTo(400, within(1e-9));
    }

    @Test
    void whatWasGivenBackIsNotAskedForAgain() {
        var instalments = Instalment.of(1000, paymentRecord(received(10, 1000), received(20, -250)));
        assertThat(instalments).allSatisfy(one -> assertThat(one.unpaid()).isZero());
    }

    /** Over random payments: the instalments sum to the amount, and what is paid of them to what came, up to the amount. */
    @Test
    void nothingIsLostAndNothingCountedTwice() {
        var random = new Random(1);
        for (var run = 0; run < 500; run++) {
            var payments = new ArrayList<PaymentRecord.Received>();
            for (var i = random.nextInt(5); i > 0; i--) {
                payments.add(received(random.nextInt(100), 1 + random.nextInt(500)));
            }
            var amount = 1 + random.nextInt(1500);
            var instalments = Instalment.of(amount, paymentRecord(payments.toArray(PaymentRecord.Received[]::new)));
            var actuals = payments.stream()
                    .mapToDouble(PaymentRecord.Received::amount)
                    .sum();
            var paid = instalments.stream()
                    .flatMap(one -> one.paid().stream())
                    .mapToDouble(PaymentRecord.Received::amount)
                    .sum();
            var unpaid = instalments.stream().mapToDouble(Instalment::unpaid).sum();
            assertThat(instalments.stream().mapToDouble(Instalment::amount).sum())
                    .isCloseTo(amount, within(1e-9));
            assertThat(paid).isCloseTo(Math.min(actuals, amount), within(0.02));
            assertThat(paid + unpaid).isCloseTo(amount, within(0.02));
            assertThat(Instalment.isPaid(amount, paymentRecord(payments.toArray(PaymentRecord.Received[]::new))))
                    .isEqualTo(unpaid == 0);
        }
    }

    private static PaymentRecord.Received received(int day, double amount) {
        return new PaymentRecord.Received(day, amount);
    }

    private static PaymentRecord paymentRecord(PaymentRecord.Received... received) {
        return new PaymentRecord("c", TERMS, List.of(), List.of(received));
    }
}
