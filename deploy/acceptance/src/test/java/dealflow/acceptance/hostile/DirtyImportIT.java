package dealflow.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.SharedData;
import dealflow.local.login.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A deliberately dirty export: every planted fault is reported by line and reason, every good line is in. */
@ExtendWith(Dealflow.class)
class DirtyImportIT {

    private static final String FOLDER = "bitrix_dirty/";
    private static final List<String> STAGES =
            List.of("new", "qualification", "calculation", "proposal", "contract", "production", "shipped");

    @Test
    void theDealsAsTheyAreExported() {
        createPipeline("bitrix");
        var job = Dealflow.importCsv(
                """
                {"pipeline":"bitrix","currencyColumn":"currency","timeZone":"Asia/Yekaterinburg",
                 "columns":{"externalId":"deal_id","title":"title","owner":"manager_id","customer":"company_id",
                            "source":"source","amount":"expected_amount"},
                 "history":[{"to":"new","at":"created_at"},
                   {"toColumn":"stage_id","at":"updated_at","values":{"NEW":null,"QUALIFICATION":"qualification",
                    "CALCULATION":"calculation","PROPOSAL":"proposal","CONTRACT":"contract","PRODUCTION":"production",
                    "SHIPPED":"shipped","WON":null,"LOST":null}},
                   {"toColumn":"stage_id","at":"closed_at","reason":"lost_reason","values":{"NEW":null,
                    "QUALIFICATION":null,"CALCULATION":null,"PROPOSAL":null,"CONTRACT":null,"PRODUCTION":null,
                    "SHIPPED":null,"WON":"won","LOST":"lost"}}]}""",
                SharedData.bytes(FOLDER + "deals.csv"));

        assertThat(Dealflow.errors(job))
                .satisfiesExactly(
                        negativeAmount -> assertThat(negativeAmount).startsWith("8: expected_amount"),
                        duplicate ->
                                assertThat(duplicate).startsWith("10: deal_id").contains("D1008"),
                        wonWithoutDate -> assertThat(wonWithoutDate)
                                .startsWith("11: closed_at")
                                .contains("won"),
                        otherDateFormat -> assertThat(otherDateFormat)
                                .startsWith("12: created_at")
                                .contains("14.06.2026"),
                        unknownStage -> assertThat(unknownStage)
                                .startsWith("13: stage_id")
                                .contains("WAIT_CLIENT"));
        assertThat(imported("bitrix")).containsExactly("D1001", "D1002", "D1003", "D1004", "D1005", "D1006", "D1008");
    }

    @Test
    void theDealsWithTheirHistoriesAndPayments() {
        createPipeline("bitrix-joined");
        var lines = new ArrayList<ObjectNode>();
        for (var row : SharedData.rows(FOLDER + "deals.csv")) {
            lines.add(line(row));
        }
        for (var row : SharedData.rows(FOLDER + "stage_history.csv")) {
            var deal = of(lines, row.get("deal_id"));
            if (row.get("old_stage_id").isEmpty()) {
                continue;
            }
            move(deal, row.get("new_stage_id"), row.get("changed_at"), null);
        }
        for (var row : SharedData.rows(FOLDER + "payments.csv")) {
            if (row.get("status").equals("paid")) {
                ((ArrayNode) of(lines, row.get("deal_id")).withArray("payments"))
                        .addObject()
                        .put("receivedOn", row.get("payment_date"))
                        .putObject("amount")
                        .put("amount", row.get("amount"))
                        .put("currency", "RUB");
            }
        }
        for (var row : SharedData.rows(FOLDER + "deals.csv")) {
            moveToPresentStage(of(lines, row.get("deal_id")), row);
        }

        var job = Dealflow.importLines(lines.stream().map(ObjectNode::toString).toList());

        assertThat(Dealflow.errors(job))
                .satisfiesExactly(
                        sameEventTwice -> assertThat(sameEventTwice)
                                .startsWith("3: history[2].to")
                                .contains("already"),
                        negativeAmount -> assertThat(negativeAmount).startsWith("7: amount"),
                        duplicate -> assertThat(duplicate).startsWith("9: externalId"),
                        wonWithoutDate -> assertThat(wonWithoutDate).startsWith("10: history[1].at"),
                        otherDateFormat -> assertThat(otherDateFormat)
                                .startsWith("11: history")
                                .contains("14.06.2026"),
                        unknownStage -> assertThat(unknownStage)
                                .startsWith("12: history[1].to")
                                .contains("wait_client"),
                        historyWithoutDeal -> assertThat(historyWithoutDeal).startsWith("13: owner"),
                        paymentWithoutDeal -> assertThat(paymentWithoutDeal).startsWith("14: history"));
        assertThat(imported("bitrix-joined")).containsExactly("D1001", "D1002", "D1004", "D1005", "D1006", "D1008");
    }

    private static ObjectNode line(Map<String, String> row) {
        var pipeline = "bitrix-joined";
        var line = new ObjectMapper()
                .createObjectNode()
                .put("externalId", row.get("deal_id"))
                .put("pipeline", pipeline)
                .put("title", row.get("title"));
        if (!row.get("manager_id").isEmpty()) {
            line.put("owner", row.get("manager_id"));
        }
        line.putObject("amount").put("amount", row.get("expected_amount")).put("currency", row.get("currency"));
        move(line, "NEW", row.get("created_at"), null);
        return line;
    }

    private static void move(ObjectNode line, String stage, String at, String reason) {
        var move = ((ArrayNode) line.withArray("history")).addObject().put("to", stage.toLowerCase(Locale.ROOT));
        if (!at.isEmpty()) {
            move.put("at", at);
        }
        if (reason != null && !reason.isEmpty()) {
            move.put("reason", reason);
        }
    }

    /** Where the history file says nothing, the deal went from new to the stage that it is in. */
    private static void moveToPresentStage(ObjectNode line, Map<String, String> row) {
        if (line.path("history").size() > 1 || row.get("stage_id").equals("NEW")) {
            return;
        }
        var ended = row.get("stage_id").equals("WON") || row.get("stage_id").equals("LOST");
        move(line, row.get("stage_id"), row.get(ended ? "closed_at" : "updated_at"), row.get("lost_reason"));
    }

    /** The line of a deal; a new one for an orphan, with nothing but what is known of it. */
    private static ObjectNode of(List<ObjectNode> lines, String id) {
        return lines.stream()
                .filter(line -> line.path("externalId").asText().equals(id))
                .findFirst()
                .orElseGet(() -> {
                    var orphan = new ObjectMapper()
                            .createObjectNode()
                            .put("externalId", id)
                            .put("pipeline", "bitrix-joined");
                    lines.add(orphan);
                    return orphan;
                });
    }

    private static void createPipeline(String key) {
        var stages = STAGES.stream()
                .map(stage ->
                        "{\"key\":\"%s\",\"names\":{\"en\":\"%s\"},\"place\":\"FUNNEL\",\"buyingPhase\":\"NEED_FORMATION\"}"
                                .formatted(stage, stage))
                .toList();
        Dealflow.createPipeline(
                """
                {"key":"%s","names":{"en":"Panels"},"currency":"RUB","timeZone":"Asia/Yekaterinburg","stages":[%s],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":[],"skips":"ALLOWED"}"""
                        .formatted(key, String.join(",", stages)));
    }

    private static List<String> imported(String pipeline) {
        return Dealflow.deals(Role.OPS)
                .queryParam("pipeline", pipeline)
                .get("/deals")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.externalId", String.class);
    }
}
