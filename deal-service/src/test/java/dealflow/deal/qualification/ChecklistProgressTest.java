package dealflow.deal.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Qualification.Element;
import dealflow.contract.deal.Qualification.State;
import dealflow.contract.deal.Tick;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.QualificationRules;
import dealflow.deal.pipeline.Pipelines;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R7: the ticks tell the stage, in the pipeline of seven stages. */
class ChecklistProgressTest {

    private static final Pipeline SEVEN = Pipelines.fromTemplate("buyer-aligned-7", "p", null, "USD", ZoneId.of("UTC"));
    private static final Element SURE = new Element(State.CONFIRMED, "mail");
    private static final Qualification GENUINE = QualificationRules.judged(SURE, SURE, SURE, SURE);

    @Test
    void withoutTicksItIsTheFirstStage() {
        assertThat(suggested(GENUINE)).isEqualTo("lead");
    }

    @Test
    void insideTheFunnelOnlyAnOpportunityIs() {
        assertThat(suggested(GENUINE, "customer-researched")).isEqualTo("opportunity");
        assertThat(suggested(QualificationRules.unknown(), "customer-researched"))
                .isEqualTo("lead");
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

    @Test
    void whereNoChecklistLeadsToTheStageNothingIsTold() {
        assertThat(suggested("none", "b")).isNull();
        assertThat(suggested("b", "b")).as("its own leads on from it").isNull();
        assertThat(suggested("a", "b")).isEqualTo("lead");
        assertThat(suggested("none", "lead")).isEqualTo("lead");
    }

    /** Of a deal in a stage of a pipeline in which only one stage has a checklist, of which nothing is ticked. */
    private static String suggested(String withChecklist, String of) {
        var item = new Stage.ChecklistItem("item", Map.of(), true, Stage.ConfirmedBy.US);
        var stages = Stream.of("lead", "a", "b")
                .map(key -> stage(key, key.equals(withChecklist) ? List.of(item) : List.of()))
                .toList();
        var pipeline = new Pipeline(
                "p",
                1,
                Map.of(),
                "USD",
                ZoneId.of("UTC"),
                stages,
                SEVEN.won(),
                List.of(),
                SEVEN.skips(),
                List.of(),
                null,
                null);
        var told = new ChecklistProgress(pipeline, GENUINE, List.of())
                .suggested(pipeline.stage(of).orElseThrow());
        return told == null ? null : told.key();
    }

    private static Stage stage(String key, List<Stage.ChecklistItem> checklist) {
        var place = key.equals("lead") ? Stage.Place.OUTSIDE : Stage.Place.FUNNEL;
        return new Stage(key, Map.of(), place, null, null, false, List.of(), checklist, Map.of(), Map.of(), null);
    }

    private static String suggested(Qualification qualification, String... items) {
        var ticks = Arrays.stream(items)
                .map(item -> new Tick(item, Instant.EPOCH, "li", "mail"))
                .toList();
        return new ChecklistProgress(SEVEN, qualification, ticks)
                .suggested(SEVEN.stages().get(3))
                .key();
    }
}
