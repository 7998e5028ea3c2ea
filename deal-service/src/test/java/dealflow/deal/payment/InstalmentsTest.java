package dealflow.deal.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstalmentsTest {

    private static final List<PaymentTerm> THIRTY_SEVENTY = List.of(
            new PaymentTerm("ORDER", new BigDecimal("0.3"), 0),
            new PaymentTerm("BILL_OF_LADING", new BigDecimal("0.7"), 15));
    private static final LocalDate ORDERED = LocalDate.parse("2026-03-30");

    @Test
    void thirtyPercentAreDueWithTheOrderAndSeventyFifteenDaysAfterTheBillOfLading() {
        var before = Instalments.of(usd("48000.00"), THIRTY_SEVENTY, null, List.of(), BigDecimal.ZERO);
        assertThat(before.items()).extracting(Instalments.Instalment::dueOn).containsExactly(null, null);
        var lading = new MilestoneReached("BILL_OF_LADING", LocalDate.parse("2026-05-03"));
        var after =
                Instalments.of(usd("48000.00"), THIRTY_SEVENTY, ORDERED, List.of(lading), new BigDecimal("20000.00"));
        assertThat(after.items())
                .extracting(Instalments.Instalment::dueOn)
                .containsExactly(ORDERED, LocalDate.parse("2026-05-18"));
        assertThat(after.items())
                .extracting(Instalments.Instalment::received)
                .containsExactly(usd("14400.00"), usd("5600.00"));
        assertThat(after.outstanding()).isEqualTo(usd("28000.00"));
        assertThat(after.overpaid()).isEqualTo(usd("0.00"));
    }

    @Test
    void whatComesInBeyondTheAmountIsOverpaidUntilItIsGivenBack() {
        var paid = Instalments.of(usd("100.00"), THIRTY_SEVENTY, ORDERED, List.of(), new BigDecimal("130.00"));
        assertThat(paid.overpaid()).isEqualTo(usd("30.00"));
        assertThat(paid.outstanding()).isEqualTo(usd("0.00"));
        assertThat(paid.items()).extracting(Instalments.Instalment::outstanding).containsOnly(usd("0.00"));
    }

    @Test
    void instalmentsAddUpToTheAmountAndAreWithinADigitOfTheirShare() {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++) {
            var currency = List.of("USD", "JPY", "KWD").get(random.nextInt(3));
            var digits = Currency.getInstance(currency).getDefaultFractionDigits();
            var amount = new Money(BigDecimal.valueOf(random.nextInt(1_000_000), digits), currency);
            var terms = terms(random);
            var received = BigDecimal.valueOf(random.nextInt(2_000_000), digits);
            var reckoned = Instalments.of(amount, terms, ORDERED, List.of(), received);
            var part = BigDecimal.ZERO;
            var paid = BigDecimal.ZERO;
            for (var item : reckoned.items()) {
                assertThat(item.amount().amount().scale()).isEqualTo(digits);
                assertThat(item.amount().amount().signum()).isNotNegative();
                assertThat(item.amount()
                                .amount()
                                .subtract(amount.amount().multiply(item.share()))
                                .abs())
                        .isLessThanOrEqualTo(BigDecimal.valueOf(terms.size(), digits));
                assertThat(item.received().amount().add(item.outstanding().amount()))
                        .isEqualByComparingTo(item.amount().amount());
                part = part.add(item.amount().amount());
                paid = paid.add(item.received().amount());
            }
            assertThat(part).isEqualByComparingTo(amount.amount());
            assertThat(paid).isEqualByComparingTo(received.min(amount.amount()));
            assertThat(paid.add(reckoned.overpaid().amount())).isEqualByComparingTo(received);
            assertThat(amount.amount()
                            .subtract(reckoned.outstanding().amount())
                            .add(reckoned.overpaid().amount()))
                    .isEqualByComparingTo(received);
        }
    }

    private static List<PaymentTerm> terms(Random random) {
        var terms = new ArrayList<PaymentTerm>();
        var left = BigDecimal.ONE;
        for (var i = random.nextInt(3); i > 0; i--) {
            var share = BigDecimal.valueOf(1 + random.nextInt(300), 3);
            terms.add(new PaymentTerm("M" + i, share, random.nextInt(90)));
            left = left.subtract(share);
        }
        terms.add(new PaymentTerm("LAST", left, 0));
        return terms;
    }

    private static Money usd(String amount) {
        return new Money(new BigDecimal(amount), "USD");
    }
}
