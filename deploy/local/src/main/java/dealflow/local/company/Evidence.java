package dealflow.local.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * What the demo's customers have said: who of them confirmed which stage by what, what is ticked, and which of need, budget, key person and fit
 * are known. It has a chance of its own, so that what becomes of a deal does not depend on it.
 */
final class Evidence {

    private static final List<String> CHANNELS = List.of("email", "video call", "trade fair", "wechat", "visit");
    private static final Map<String, List<String>> SIGNALS = Map.of(
            "opportunity", List.of("INQUIRY", "EXPLICIT_INTEREST"),
            "needs-confirmed", List.of("NEEDS_AGREED", "REQUIREMENTS_SENT"),
            "customer-recognition", List.of("SAMPLE_REQUEST", "TRIAL_REQUEST", "VISIT"),
            "solution-confirmed", List.of("SOLUTION_ACCEPTED", "SPECIFICATION_AGREED"),
            "risk-assessment", List.of("SHORTLISTED", "TERMS_DISCUSSED"),
            "won", List.of("PI_SIGNED"));

    /** An item of a stage's checklist, which is done before the next stage, or with some chance only. */
    private record Item(String key, double done, String evidence) {}

    private static final Map<String, List<Item>> ITEMS = Map.of(
            "lead", List.of(new Item("customer-researched", 0.8, "website and trade register read")),
            "opportunity",
                    List.of(
                            new Item("expectations-stated", 0.8, "stated in the inquiry"),
                            new Item("motives-understood", 0.6, "told in the first call")),
            "needs-confirmed", List.of(new Item("needs-agreed", 1, "our summary was answered with yes")),
            "customer-recognition",
                    List.of(
                            new Item("samples-received", 0.8, "delivery note signed"),
                            new Item("solution-presented", 0.7, "presented to their engineers")),
            "solution-confirmed", List.of(new Item("solution-accepted", 1, "specification signed")),
            "risk-assessment",
                    List.of(
                            new Item("risks-reviewed", 0.7, "gone through with their purchasing"),
                            new Item("terms-agreed", 0.9, "terms confirmed in writing")));

    private static final double AHEAD = 0.3;
    private static final List<String> ELEMENTS = List.of("need", "budget", "keyPerson", "fit");
    private static final List<String> FOUND = List.of(
            "stated in the inquiry",
            "budget approved for this year",
            "decides with the managing director",
            "in our range, and payable");

    private final Chance chance;

    Evidence(long seed) {
        chance = new Chance(~seed);
    }

    void add(ObjectNode line, List<Step> steps) {
        var committee = new Committee(line, steps.stream().map(Step::to).toList(), chance);
        confirm(line, steps, committee);
        tick(line, steps);
        qualify(line, steps.size() > 1, committee);
    }

    private void confirm(ObjectNode line, List<Step> steps, Committee committee) {
        for (var i = 1; i < steps.size(); i++) {
            var signals = SIGNALS.get(steps.get(i).to());
            if (signals == null || place(steps.get(i)) <= place(steps.get(i - 1))) {
                continue;
            }
            var at = moment(steps.get(i).at());
            var member = committee.confirming(steps.get(i).to());
            member.json().put("confirmedAt", at);
            ((ObjectNode) line.path("history").path(i))
                    .putObject("confirmation")
                    .put("confirmedBy", member.name())
                    .put("person", member.id())
                    .put("role", member.role())
                    .put("signal", chance.anyOf(signals))
                    .put("channel", chance.anyOf(CHANNELS))
                    .put("confirmedAt", at)
                    .put("reference", "%s/%d".formatted(line.path("externalId").asText(), i));
        }
    }

    private static int place(Step step) {
        return step.to().equals("won")
                ? Phase.ALL.size()
                : Phase.ALL.stream().map(Phase::stage).toList().indexOf(step.to());
    }

    private void tick(ObjectNode line, List<Step> steps) {
        var ticks = line.putArray("checklist");
        for (var i = 0; i < steps.size(); i++) {
            var isLast = i == steps.size() - 1;
            var by = isLast ? steps.get(i) : steps.get(i + 1);
            for (var item : ITEMS.getOrDefault(steps.get(i).to(), List.of())) {
                var isThere = ticks.findValuesAsText("item").contains(item.key());
                if (!isThere && chance.happens(isLast ? AHEAD : item.done())) {
                    ticks.addObject()
                            .put("item", item.key())
                            .put("tickedAt", moment(by.at()))
                            .put("tickedBy", by.owner())
                            .put("evidence", item.evidence());
                }
            }
        }
    }

    private void qualify(ObjectNode line, boolean isOpportunity, Committee committee) {
        var qualification = line.putObject("qualification");
        for (var i = 0; i < ELEMENTS.size(); i++) {
            // A lead lacks something; which, is found out in time.
            var state =
                    isOpportunity || chance.happens(0.4) ? "CONFIRMED" : chance.happens(0.4) ? "CLAIMED" : "UNKNOWN";
            var element = qualification.putObject(ELEMENTS.get(i)).put("state", state);
            if (!state.equals("UNKNOWN")) {
                element.put("evidence", FOUND.get(i));
                if (ELEMENTS.get(i).equals("keyPerson")) {
                    element.put("person", committee.key().id());
                }
            }
        }
    }

    private static String moment(ZonedDateTime at) {
        return DateTimeFormatter.ISO_INSTANT.format(at.toInstant());
    }
}
