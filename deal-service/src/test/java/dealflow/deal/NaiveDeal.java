package dealflow.deal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A deal as somebody rebuilds it who knows the contract and the rules, and no code of the service: of the test pipeline's
 * stages lead, opportunity, recognition and risk, of which none is skipped.
 */
final class NaiveDeal {

    private static final List<String> STAGES = List.of("lead", "opportunity", "recognition", "risk", "signed");

    ObjectNode deal;
    final Map<String, String> payments = new HashMap<>();
    final Map<String, String> takenBack = new HashMap<>();

    private Instant last = Instant.EPOCH;
    private String stalledAt;
    private String funnelEnteredAt;
    private long sequence;
    private final Set<String> visited = new HashSet<>();

    private void pay(JsonNode payment) {
        if (payment.get("reverses").isNull()) {
            payments.put(
                    payment.get("id").asText(), payment.at("/amount/amount").asText());
        } else {
            var undone = payment.at("/reverses/payment").asText();
            assertThat(new BigDecimal(payment.at("/amount/amount").asText()).negate())
                    .isEqualTo(new BigDecimal(payments.get(undone)));
            assertThat(takenBack.put(undone, payment.at("/reverses/reason").asText()))
                    .as("once only")
                    .isNull();
        }
    }

    void apply(String type, JsonNode event) {
        sequence++;
        var at = Instant.parse(event.get("occurredAt").asText());
        assertThat(at).isAfterOrEqualTo(last);
        assertThat(Instant.parse(event.get("recordedAt").asText())).isAfterOrEqualTo(at);
        last = at;
        var after = (ObjectNode) event.get("deal");
        switch (type.replace("dealflow.deal.", "").replace(".v1", "")) {
            case "opened" -> deal = after.deepCopy();
            case "revised" -> revise(event, after);
            case "stage-changed" -> move(event, after);
            case "payment-received" -> {
                pay(event.get("payment"));
                assertThat(after).isEqualTo(deal);
            }
            case "stalled" -> {
                assertThat(stalledAt).as("once per stay").isNull();
                assertThat(deal.get("status").asText()).isEqualTo("OPEN");
                assertThat(after).isEqualTo(deal);
                stalledAt = at.toString();
            }
            default -> throw new AssertionError(type);
        }
        addsUp();
        visited.add(deal.get("stage").asText());
        if (deal.get("status").asText().equals("OPEN") && funnelEnteredAt == null) {
            funnelEnteredAt = at.toString();
        }
    }

    /** With lines the amount is their sum, or somebody said another. */
    private void addsUp() {
        var lines = deal.get("lines");
        assertThat(deal.get("amountBasis").isNull()).isEqualTo(lines.isEmpty());
        if (deal.get("amountBasis").asText().equals("LINES")) {
            var sum = BigDecimal.ZERO;
            for (var line : lines) {
                var price = new BigDecimal(line.at("/unitPrice/amount").asText());
                sum = sum.add(new BigDecimal(line.get("quantity").asText())
                        .multiply(price)
                        .setScale(2, RoundingMode.HALF_EVEN));
                assertThat(line.at("/unitPrice/currency")).isEqualTo(deal.at("/amount/currency"));
            }
            assertThat(deal.at("/amount/amount").asText()).isEqualTo(sum.toPlainString());
        }
    }

    /** Takes over the fields that {@code previous} names, which had the values that it gives, and no other. */
    private void revise(JsonNode event, ObjectNode after) {
        var fields = new ArrayList<String>();
        event.get("previous").fieldNames().forEachRemaining(fields::add);
        assertThat(fields).isNotEmpty();
        for (var field : fields) {
            assertThat(deal.get(field)).isEqualTo(event.get("previous").get(field));
            assertThat(after.get(field)).isNotEqualTo(deal.get(field));
            deal.set(field, after.get(field));
        }
        assertThat(after).isEqualTo(deal);
    }

    private void move(JsonNode event, ObjectNode after) {
        var change = event.get("change");
        var from = change.get("fromStage").asText();
        var to = change.get("toStage").asText();
        assertThat(from).isEqualTo(deal.get("stage").asText()).isNotEqualTo(to);
        assertThat(change.get("direction").asText()).isEqualTo(direction(to));
        if (change.get("override").isNull()) {
            legal(change, to);
        }
        deal.put("stage", to);
        deal.put("status", status(to));
        deal.set("stageEnteredAt", event.get("occurredAt"));
        deal.set("pipelineVersion", after.get("pipelineVersion"));
        stalledAt = null;
        assertThat(after).isEqualTo(deal);
    }

    private String direction(String to) {
        var status = deal.get("status").asText();
        return switch (to) {
            case "lost" -> "LOST";
            case "signed" -> "WON";
            case "lead" -> "RETURNED";
            default ->
                switch (status) {
                    case "LEAD" -> funnelEnteredAt == null ? "IN" : "REOPENED";
                    case "OPEN" -> place(to) > place(deal.get("stage").asText()) ? "FORWARD" : "BACKWARD";
                    default -> "REOPENED";
                };
        };
    }

    private void legal(JsonNode change, String to) {
        var status = deal.get("status").asText();
        var stage = deal.get("stage").asText();
        var back = to.equals("lost")
                || to.equals("lead")
                || !status.equals("LEAD") && (!status.equals("OPEN") || place(to) < place(stage));
        if (back || funnelEnteredAt != null && status.equals("LEAD")) {
            assertThat(change.get("reason").asText(null))
                    .as("down, out and back again")
                    .isNotBlank();
        }
        if (to.equals("lost") || to.equals("lead")) {
            return;
        }
        if (status.equals("LEAD")) {
            assertThat(deal.get("qualification").get("verdict").asText())
                    .as("R3")
                    .isEqualTo("GENUINE");
            assertThat(change.get("confirmation").path("confirmedBy").asText()).isNotBlank();
        }
        var furthest = status.equals("OPEN")
                ? place(stage)
                : visited.stream().mapToInt(NaiveDeal::place).max().orElseThrow();
        if (place(to) > furthest) {
            assertThat(change.get("confirmation").path("confirmedBy").asText())
                    .as("R1")
                    .isNotBlank();
            assertThat(place(to)).as("none is skipped").isEqualTo(furthest + 1);
            if (to.equals("recognition")) {
                assertThat(change.get("confirmation").get("signal").asText()).isEqualTo("SAMPLE_REQUEST");
            }
            if (to.equals("risk")) {
                assertThat(deal.get("checklist").findValuesAsText("item")).contains("samples-tested");
            }
        }
    }

    private static int place(String stage) {
        return STAGES.indexOf(stage);
    }

    private static String status(String stage) {
        return switch (stage) {
            case "lead" -> "LEAD";
            case "signed" -> "WON";
            case "lost" -> "LOST";
            default -> "OPEN";
        };
    }

    /** What the service keeps beside what it shows. */
    Map<String, String> row() {
        var row = new HashMap<String, String>();
        row.put("sequence", String.valueOf(sequence));
        row.put("stalled_at", String.valueOf(stalledAt));
        row.put("funnel_entered_at", String.valueOf(funnelEnteredAt));
        row.put("last_occurred_at", last.toString());
        return row;
    }
}
