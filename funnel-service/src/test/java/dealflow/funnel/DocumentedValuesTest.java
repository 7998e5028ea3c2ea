package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.Status;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.rollup.FlowTerm;
import dealflow.local.check.DocumentedValues;
import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.SampleDeals;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
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
        assertThat(document().enumeration("DealStatus"))
                .containsExactlyElementsOf(
                        Arrays.stream(Status.values()).map(Enum::name).toList());
        assertThat(document().enumeration("Cell"))
                .containsAll(Arrays.stream(FlowTerm.ALL)
                        .map(term -> "flow." + term.field)
                        .toList());
    }

    /** A meaning names the values that a notice with this code has. */
    @Test
    void eachCodeOfANoticeIsDocumentedWithItsMeaningAndItsValues() throws Exception {
        var codes = Arrays.stream(NoticeCode.values()).map(NoticeCode::code).toList();
        assertThat(document().noticesOtherwise(codes)).isEmpty();
    }

    private DocumentedValues document() throws Exception {
        return new DocumentedValues(
                api,
                BackingServices.token("ops", "sales-ops"),
                Map.of(
                        "pipeline", SampleDeals.PIPELINE,
                        "by", "team",
                        "step.reached", "stage=opportunity",
                        "step.moved", "stage=opportunity"));
    }
}
