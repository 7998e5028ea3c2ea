package dealflow.console.assistant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What there is to know of pipelines and deals; of lists, what tells one from another. */
final class Deals {

    private static final List<String> PIPELINE =
            List.of("key", "names", "currency", "timeZone", "stages", "won", "lossReasons", "winReasons", "skips");
    private static final List<String> STAGE =
            List.of("key", "names", "place", "buyingPhase", "stalledAfter", "signals");
    private static final List<String> DEAL = List.of(
            "id",
            "title",
            "customer",
            "pipeline",
            "stage",
            "status",
            "stageEnteredAt",
            "owner",
            "team",
            "amount",
            "expectedCloseOn");
    /** Not the whole deal after each of its changes. */
    private static final List<String> EVENT = List.of("actor", "origin", "change", "previous");

    /** Unless more are asked for: what one can read. */
    private static final int FOUND = 20;

    private Deals() {}

    static ObjectNode pipelines(Question question) {
        var page = question.deals("/pipelines");
        for (var pipeline : page.withArray("items")) {
            ((ObjectNode) pipeline).retain(PIPELINE);
            pipeline.withArray("stages").forEach(stage -> ((ObjectNode) stage).retain(STAGE));
            pipeline.withObject("won").retain(STAGE);
        }
        return page;
    }

    static ObjectNode find(Question question) {
        if (!question.has("limit")) {
            question.arguments().put("limit", FOUND);
        }
        var page = question.deals(
                "/deals" + question.query("q", "pipeline", "stage", "owner", "team", "status", "limit", "cursor"));
        page.withArray("items").forEach(deal -> ((ObjectNode) deal).retain(DEAL));
        return page;
    }

    static ObjectNode get(Question question) {
        var path = "/deals/" + question.step("deal");
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("deal", question.deals(path));
        answer.set("guidance", question.deals(path + "/guidance"));
        answer.set("moves", question.deals(path + "/transitions").get("items"));
        return answer.put("page", question.console() + path);
    }

    static ObjectNode history(Question question) {
        var page = question.deals("/deals/" + question.step("deal") + "/history" + question.query("limit", "cursor"));
        for (var entry : page.withArray("items")) {
            if (entry.get("event") instanceof ObjectNode event) {
                event.retain(EVENT);
            }
        }
        return page;
    }
}
