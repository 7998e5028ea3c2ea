package dealflow.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.Pipeline;
import dealflow.contract.Qualification;
import dealflow.contract.Qualification.Element;
import dealflow.contract.Qualification.State;
import dealflow.contract.Tick;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** R7: the ticks tell the stage, in the pipeline of seven stages. */
class TicksTest {

    private static final Pipeline SEVEN = Pipelines.fromTemplate("buyer-aligned-7", "p", null, "USD", ZoneId.of("UTC"));
    private static final Element SURE = new Element(State.CONFIRMED, "mail");
    private static final Qualification GENUINE = Opportunity.judged(SURE, SURE, SURE, SURE);

    @Test
    void withoutTicksItIsTheFirstStage() {
        assertThat(suggested(GENUINE)).isEqualTo("lead");
    }

    @Test
    void insideTheFunnelOnlyAnOpportunityIs() {
        assertThat(suggested(GENUINE, "customer-researched")).isEqualTo("opportunity");
        assertThat(suggested(Opportunity.unknown(), "customer-researched")).isEqualTo("lead");
    }

    @Test
    void itIsTheFurthestStageWhoseEntryIsAllTicked() {
        assertThat(suggested(GENUINE, "expectations-stated")).isEqualTo("lead");
        assertThat(suggested(GENUINE, "expectations-stated", "motives-understood"))
                .isEqualTo("needs-confirmed");
        assertThat(suggested(GENUINE, "needs-agreed"))
                .as("what is not required keeps nobody back")
                .isEqualTo("customer-recognition");
        assertThat(suggested(GENUINE, "needs-agreed", "solution-accepted")).isEqualTo("risk-assessment");
    }

    @Test
    void anOpenRequiredItemKeepsBackAllStagesAfterIt() {
        assertThat(suggested(GENUINE, "customer-researched", "solution-accepted"))
                .isEqualTo("opportunity");
    }

    private static String suggested(Qualification qualification, String... items) {
        var ticks = Arrays.stream(items)
                .map(item -> new Tick(item, Instant.EPOCH, "li", "mail"))
                .toList();
        return new Ticks(SEVEN, qualification, ticks).suggested().key();
    }
}
