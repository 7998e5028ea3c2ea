package dealflow.local.authorization;

import static io.restassured.RestAssured.given;

import dealflow.local.fixture.BackingServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whose numbers one may ask a statistic for: {@code ann} of the team {@code north}, in several roles. The pipeline does not exist:
 * 404 is the answer to a question that one may ask.
 */
public final class WhoseNumbers {

    private static final int MAY_ASK = 404;
    private static final int REFUSED = 403;

    private static final Map<String, List<String>> TAKEN = Map.of(
            "sales-rep", List.of("?owner=ann", "?team=north"),
            "sales-manager", List.of("?team=north", "?team=north&owner=bob"),
            "viewer", List.of("", "?team=south"),
            "sales-ops", List.of(""));
    private static final Map<String, List<String>> NOT_TAKEN = Map.of(
            "sales-rep", List.of("", "?owner=bob", "?team=south", "?owner=bob&team=north", "?owner=ann&owner=bob"),
            "sales-manager", List.of("", "?team=south", "?owner=bob"));

    private final String statistic;

    /** @param statistic its path, with a pipeline that does not exist */
    public WhoseNumbers(String statistic) {
        this.statistic = statistic;
    }

    /** What every statistic has to answer alike, and this one does not; none if all is well. */
    public List<String> differences() {
        var found = new ArrayList<String>();
        TAKEN.forEach((role, questions) -> questions.forEach(rest -> expect(MAY_ASK, role, rest, found)));
        NOT_TAKEN.forEach((role, questions) -> questions.forEach(rest -> expect(REFUSED, role, rest, found)));
        var detail = given().auth()
                .oauth2(token("sales-rep"))
                .get(statistic)
                .jsonPath()
                .getString("detail");
        if (!detail.contains("owner=ann")) {
            found.add("a refusal does not say how to ask: " + detail);
        }
        return found;
    }

    private void expect(int status, String role, String rest, List<String> found) {
        var answered = ask(role, rest);
        if (answered != status) {
            found.add("%s asks %s%s: %d instead of %d".formatted(role, statistic, rest, answered, status));
        }
    }

    /** @param rest what follows the statistic's path */
    public int ask(String role, String rest) {
        return given().auth().oauth2(token(role)).get(statistic + rest).statusCode();
    }

    private static String token(String role) {
        return BackingServices.tokens().token("ann", List.of(role), List.of("north"), Duration.ofHours(1));
    }
}
