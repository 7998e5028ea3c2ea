package dealflow.acceptance.data;

import dealflow.acceptance.system.SharedData;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loan application of the shared real data, as its file tells it.
 *
 * @param visits the stages that it entered, {@code won} and {@code lost} included, oldest first; never one twice in a row
 */
record Loan(String id, BigDecimal amount, List<Entry> visits) {

    static final List<String> STAGES = List.of("a-submitted", "a-preaccepted", "a-accepted", "o-sent", "o-sent-back");

    private static final String FOLDER = "bpi2012_public_part/";
    private static final Map<String, String> STATES = Map.of(
            "A_SUBMITTED", "a-submitted",
            "A_PREACCEPTED", "a-preaccepted",
            "A_ACCEPTED", "a-accepted",
            "O_SENT", "o-sent",
            "O_SENT_BACK", "o-sent-back",
            "A_ACTIVATED", "won",
            "A_DECLINED", "lost",
            "A_CANCELLED", "lost");

    record Entry(String to, OffsetDateTime at, String owner) {}

    static List<Loan> readAll() {
        var histories = new LinkedHashMap<String, List<Entry>>();
        for (var row : SharedData.rows(FOLDER + "state_events_until_2011-12-31.csv")) {
            var stage = STATES.get(row.get("state"));
            if (stage == null || !row.get("transition").equals("COMPLETE")) {
                continue;
            }
            var history = histories.computeIfAbsent(row.get("case_id"), id -> new ArrayList<>());
            // An offer that is sent again while it is out does not enter a stage.
            if (history.isEmpty() || !history.get(history.size() - 1).to().equals(stage)) {
                history.add(new Entry(stage, OffsetDateTime.parse(row.get("timestamp")), row.get("resource")));
            }
        }
        var amounts = new HashMap<String, BigDecimal>();
        for (var row : SharedData.rows(FOLDER + "cases_until_2011-12-31.csv")) {
            amounts.put(row.get("case_id"), new BigDecimal(row.get("amount_req")));
        }
        return histories.entrySet().stream()
                .map(history -> new Loan(history.getKey(), amounts.get(history.getKey()), history.getValue()))
                .toList();
    }

    /** Where it is at a moment: a stage, {@code won}, {@code lost}, or null before it began. */
    String stageAt(Instant moment) {
        String stage = null;
        for (var entry : visits) {
            if (!entry.at().toInstant().isAfter(moment)) {
                stage = entry.to();
            }
        }
        return stage;
    }

    /** The furthest stage that it has reached by a moment, as a position; all of them when it is won; -1 for none. */
    int furthestAt(Instant moment) {
        var furthest = -1;
        for (var entry : visits) {
            if (!entry.at().toInstant().isAfter(moment)) {
                furthest =
                        Math.max(furthest, entry.to().equals("won") ? STAGES.size() - 1 : STAGES.indexOf(entry.to()));
            }
        }
        return furthest;
    }

    boolean isDecidedAt(Instant moment) {
        return List.of("won", "lost").contains(String.valueOf(stageAt(moment)));
    }

    /** The last stage of the funnel that it was in by a moment; null for none. */
    String lastStageAt(Instant moment) {
        String stage = null;
        for (var entry : visits) {
            if (!entry.at().toInstant().isAfter(moment) && STAGES.contains(entry.to())) {
                stage = entry.to();
            }
        }
        return stage;
    }

    /** The line of the import's canonical form. */
    String line(String pipeline) {
        var history = visits.stream()
                .map(entry -> "{\"to\":\"%s\",\"at\":\"%s\",\"owner\":\"%s\"}"
                        .formatted(entry.to(), entry.at(), entry.owner()))
                .toList();
        return """
                {"externalId":"%s","pipeline":"%s","title":"Loan %s","amount":{"amount":"%s","currency":"EUR"},"history":[%s]}"""
                .formatted(id, pipeline, id, amount.setScale(2), String.join(",", history));
    }
}
