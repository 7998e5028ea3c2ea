package dealflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.receipts.Receivables;
import dealflow.forecast.snapshot.Term;
import dealflow.local.check.DocumentedBodies;
import dealflow.local.check.DocumentedValues;
import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.SampleDeals;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the API document says of parameters and schemas is what the service does. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class DocumentedValuesTest {

    @TestHTTPResource("/")
    URI api;

    @Test
    void theServiceTakesWhatIsDocumentedAndNothingElse() throws Exception {
        Samples.areApplied();
        assertThat(document().takenOtherwise()).isEmpty();
    }

    @Test
    void itKeepsTheRulesThatMakeGoodClients() throws Exception {
        assertThat(document().brokenRules()).isEmpty();
    }

    @Test
    void answersHaveNoOtherValuesThanTheirEnumerations() throws Exception {
        assertThat(document().enumeration("ReceivableAge"))
                .containsExactlyElementsOf(Arrays.stream(Receivables.Age.values())
                        .map(age -> age.name().toLowerCase().replace('_', '-'))
                        .toList());
        assertThat(document().enumeration("ChangeReason"))
                .containsExactlyElementsOf(
                        Arrays.stream(Term.values()).map(Term::key).toList());
    }

    /** A meaning names the values that a notice with this code has. */
    @Test
    void eachCodeOfANoticeIsDocumentedWithItsMeaningAndItsValues() throws Exception {
        var codes = Arrays.stream(NoticeCode.values()).map(NoticeCode::code).toList();
        assertThat(document().noticesOtherwise(codes)).isEmpty();
    }

    @Test
    void aBodyWithoutWhatItsSchemaRequiresIsRefused() throws Exception {
        Samples.areApplied();
        var bodies = new DocumentedBodies(
                api,
                BackingServices.token("ops", "sales-ops"),
                Map.of("pipeline", SampleDeals.PIPELINE, "period", "2030-03"));
        assertThat(bodies.takenWithoutWhatIsRequired(Map.of("EUR", "USD"))).isEmpty();
    }

    private DocumentedValues document() throws Exception {
        return new DocumentedValues(
                api,
                BackingServices.token("ops", "sales-ops"),
                Map.of(
                        "total", "120",
                        "pipeline", SampleDeals.PIPELINE,
                        "from", "2026-02-01T00:00:00Z",
                        "enteredFrom", "2026-01-01",
                        "enteredTo", "2026-02-01",
                        "until", "2026-07-01",
                        "target", "120000.00",
                        "period", LocalDate.now().plusMonths(6).toString().substring(0, 7),
                        "by", LocalDate.now().plusMonths(6).toString()));
    }
}
