package dealflow.forecast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.calendar.FiscalCalendar;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.snapshot.ForecastBridge.Total;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told where few deals make up all that is not told apart. */
class ChangesAnswerTest {

    private static final int MINIMUM = 10;

    /** Within a day the model learns nothing, so that its term would be what was expected of these. */
    private static ChangesAnswer answer(int deals, Set<Term> terms) {
        var totals = new EnumMap<Term, Total>(Term.class);
        Term.of(Measure.RECEIPTS)
                .forEach(term ->
                        totals.put(term, terms.contains(term) ? new Total(deals, 100.0, 200.0) : new Total(0, 0, 0)));
        var moment = new KnownForecast(null, Instant.EPOCH);
        return ChangesAnswer.of(
                "p",
                "EUR",
                new ExplainedChange(
                        Measure.RECEIPTS,
                        moment,
                        moment,
                        NamedPeriod.of("2026-01", FiscalCalendar.PLAIN),
                        1000,
                        1000 + 100.0 * terms.size(),
                        totals,
                        Map.of(terms, deals),
                        true,
                        null),
                MINIMUM);
    }

    @Test
    void aDealInSeveralTermsIsOneDeal() {
        var few = answer(5, Set.of(Term.REPRICED, Term.TERMS_CHANGED, Term.REFUNDED));
        assertThat(few.reason()).isNotNull();
        assertThat(few.difference()).isNull();
    }

    @Test
    void manyDealsAreTold() {
        var many = answer(MINIMUM, Set.of(Term.REPRICED));
        assertThat(many.reason()).isNull();
        assertThat(many.difference()).isEqualTo("100.00");
    }
}
