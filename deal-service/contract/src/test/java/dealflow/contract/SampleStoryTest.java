package dealflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Status;
import dealflow.contract.deal.Tick;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.Direction;
import dealflow.contract.event.EventType;
import dealflow.contract.json.ContractJson;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.Payment;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The samples in their order are the legal life of one deal, so that a consumer can apply them as they stand. */
class SampleStoryTest {

    private final Pipeline pipeline = ContractJson.readPipeline(Samples.bytes("samples/pipeline.json"));
    private final List<DealEvent> events =
            Samples.all().stream().map(Samples.Sample::event).toList();

    @Test
    void countsOneDealsEventsWithoutGapsInTheOrderOfTime() {
        for (var i = 0; i < events.size(); i++) {
            var event = events.get(i);
            assertThat(event.sequence()).isEqualTo(i + 1);
            assertThat(event.dealId()).isEqualTo(events.get(0).dealId());
            assertThat(event.recordedAt()).isAfterOrEqualTo(event.occurredAt());
            if (i > 0) {
                assertThat(event.occurredAt()).isAfter(events.get(i - 1).occurredAt());
            }
        }
    }

    @Test
    void showsEveryDirectionAndEveryTypeFromOpenedToDeleted() {
        var directions = EnumSet.noneOf(Direction.class);
        var types = EnumSet.noneOf(EventType.class);
        for (var event : events) {
            types.add(event.type());
            if (event.change() != null && event.change().direction() != null) {
                directions.add(event.change().direction());
            }
        }
        assertThat(directions).isEqualTo(EnumSet.allOf(Direction.class));
        assertThat(types).isEqualTo(EnumSet.allOf(EventType.class));
        assertThat(events.get(0).type()).isEqualTo(EventType.OPENED);
        assertThat(events.get(events.size() - 1).type()).isEqualTo(EventType.DELETED);
    }

    @Test
    void movesFromWhereTheDealStandsToAStageOfThePipeline() {
        for (var i = 1; i < events.size() - 1; i++) {
            var before = events.get(i - 1).deal();
            var event = events.get(i);
            var after = event.deal();
            assertThat(after.id()).isEqualTo(event.dealId());
            if (event.type() != EventType.STAGE_CHANGED) {
                var repointed = after.pipelineVersion() != before.pipelineVersion();
                assertThat(after.stage()).isEqualTo(repointed ? pipeline.current(before.stage()) : before.stage());
                assertThat(after.status()).isEqualTo(before.status());
                assertThat(after.stageEnteredAt()).isEqualTo(before.stageEnteredAt());
                continue;
            }
            assertThat(event.change().fromStage()).isEqualTo(before.stage());
            assertThat(event.change().toStage()).isEqualTo(after.stage());
            assertThat(after.stageEnteredAt()).isEqualTo(event.occurredAt());
            assertThat(after.status()).isEqualTo(status(after.stage()));
            assertThat(event.change().direction()).isEqualTo(direction(before, after));
        }
    }

    private Status status(String stage) {
        if (stage.equals(Pipeline.LOST)) {
            return Status.LOST;
        }
        if (stage.equals(pipeline.won().key())) {
            return Status.WON;
        }
        return pipeline.stage(pipeline.current(stage)).orElseThrow().place() == Stage.Place.FUNNEL
                ? Status.OPEN
                : Status.LEAD;
    }

    private Direction direction(DealSnapshot before, DealSnapshot after) {
        return switch (after.status()) {
            case WON -> Direction.WON;
            case LOST -> Direction.LOST;
            case LEAD -> Direction.RETURNED;
            case OPEN -> {
                if (before.status() == Status.OPEN) {
                    // The sample's pipeline forbids skips, so forward is the very next stage.
                    yield pipeline.position(pipeline.current(after.stage()))
                                    == pipeline.position(pipeline.current(before.stage())) + 1
                            ? Direction.FORWARD
                            : Direction.BACKWARD;
                }
                yield before.status() == Status.LEAD && events.get(2).deal().equals(after)
                        ? Direction.IN
                        : Direction.REOPENED;
            }
        };
    }

    @Test
    void carriesTheConfirmationTheReasonAndTheTicksThatEachMoveNeeds() {
        for (var i = 1; i < events.size(); i++) {
            var change = events.get(i).change();
            if (change == null) {
                continue;
            }
            switch (change.direction()) {
                case IN, FORWARD, WON -> {
                    assertThat(change.confirmation()).isNotNull();
                    assertThat(change.confirmation().confirmedAt())
                            .isBeforeOrEqualTo(events.get(i).occurredAt());
                    var ticked = events.get(i).deal().checklist().stream()
                            .map(Tick::item)
                            .toList();
                    var signals = pipeline.stage(pipeline.current(change.toStage()))
                            .map(Stage::signals)
                            .orElse(List.of());
                    assertThat(signals.isEmpty()
                                    || signals.contains(change.confirmation().signal()))
                            .isTrue();
                    assertThat(pipeline.stage(pipeline.current(change.fromStage())).orElseThrow().checklist().stream()
                                    .filter(Stage.ChecklistItem::required)
                                    .map(Stage.ChecklistItem::key))
                            .isSubsetOf(ticked);
                }
                case LOST -> assertThat(pipeline.lossReasons()).contains(change.reason());
                case BACKWARD, RETURNED, REOPENED -> assertThat(change.reason()).isNotBlank();
            }
        }
    }

    @Test
    void givesAWinOneOfThePipelinesReasons() {
        assertThat(events)
                .filteredOn(event -> event.change() != null && event.change().direction() == Direction.WON)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(pipeline.winReasons())
                        .contains(event.change().reason()));
    }

    @Test
    void saysInPreviousExactlyWhatARevisionChanged() {
        for (var i = 1; i < events.size(); i++) {
            var event = events.get(i);
            if (event.type() == EventType.REVISED) {
                var undone = ContractJson.tree(event.deal());
                event.previous().properties().forEach(field -> {
                    assertThat(undone.get(field.getKey())).isNotEqualTo(field.getValue());
                    undone.set(field.getKey(), field.getValue());
                });
                assertThat(Samples.parse(undone.toString().getBytes()))
                        .isEqualTo(Samples.parse(
                                ContractJson.write(events.get(i - 1).deal())));
            }
        }
    }

    /** Whoever knows no reversals takes one for money given back, and is right about the sum and its days. */
    @Test
    void aReversalIsThePaymentItUndoesWithTheOtherSign() {
        var payments = events.stream()
                .map(DealEvent::payment)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Payment::id, payment -> payment));
        assertThat(payments.values())
                .filteredOn(payment -> payment.reverses() != null)
                .isNotEmpty()
                .allSatisfy(reversal -> {
                    var undone = payments.get(reversal.reverses().payment());
                    assertThat(undone.reverses()).isNull();
                    assertThat(reversal.amount()).isEqualTo(negated(undone.amount()));
                    assertThat(reversal.reportingAmount()).isEqualTo(negated(undone.reportingAmount()));
                    assertThat(reversal.receivedOn()).isEqualTo(undone.receivedOn());
                    assertThat(reversal.reference()).isEqualTo(undone.reference());
                });
    }

    private static Money negated(Money money) {
        return new Money(money.amount().negate(), money.currency());
    }
}
