package dealflow.edge.query;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.edge.problem.Problem.FieldError;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

/** What an operation takes in its query, and what it is told of all else. */
class QueryParametersTest {

    static class Deals {
        @QueryParam("team")
        @OrNone
        String team;

        @RestQuery
        String region;
    }

    static class Sales extends Deals {
        @QueryParam("owner")
        String owner;

        @BeanParam
        Page page;
    }

    static class Page {
        @QueryParam("limit")
        int limit;

        @QueryParam("status")
        Status status;

        @QueryParam("to")
        Instant to;

        @QueryParam("stage")
        List<Status> stages;

        @QueryParam("amount")
        @OrNone
        @Ranged(Range.Of.AMOUNT)
        String amount;

        @QueryParam("fields")
        @FieldsOf(FieldError.class)
        List<String> fields;

        @QueryParam("closes")
        @Ranged(Range.Of.DATE)
        String closes;
    }

    private enum Status {
        OPEN,
        WON
    }

    @SuppressWarnings("unused")
    static class Resource {
        void list(
                @PathParam("pipeline") String pipeline,
                @HeaderParam("If-Match") String ifMatch,
                @BeanParam Sales sales,
                @QueryParam("stalled") Boolean stalled,
                @QueryParam("type") List<String> types) {}

        void nothing(@PathParam("id") String id) {}
    }

    private static List<FieldError> errors(String operation, Map<String, List<String>> query) {
        var method = Arrays.stream(Resource.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(operation))
                .findFirst()
                .orElseThrow();
        return QueryParameters.of(method).errors(query);
    }

    private static String message(String name, String... values) {
        var errors = errors("list", Map.of(name, List.of(values)));
        assertThat(errors).extracting(FieldError::field).containsOnly(name);
        return errors.isEmpty() ? null : errors.get(0).message();
    }

    @Test
    void aValueThatIsNotOfItsFormIsToldWhatItWouldHaveToBe() {
        assertThat(message("limit", "1e1")).isEqualTo("must be a whole number");
        assertThat(message("status", "open")).isEqualTo("must be one of [OPEN, WON]");
        assertThat(message("to", "2026-03-02")).startsWith("must be an instant such as");
        assertThat(errors("list", Map.of("status", List.of("WON"), "to", List.of("2026-03-02T09:30:00Z"))))
                .isEmpty();
    }

    @Test
    void whatTheMethodAndItsBeansTakeIsTaken() {
        assertThat(errors(
                        "list",
                        Map.of(
                                "owner", List.of("ann"),
                                "team", List.of("north"),
                                "region", List.of("EU"),
                                "limit", List.of("3"),
                                "stalled", List.of("false"),
                                "type", List.of("a", "b"))))
                .isEmpty();
        assertThat(errors("nothing", Map.of())).isEmpty();
    }

    @Test
    void aMisspeltNameIsToldWhatIsNearIt() {
        assertThat(message("ownr", "ann"))
                .isEqualTo("is not a parameter here; near it are [owner]; known are "
                        + "[amount, closes, fields, limit, owner, region, stage, stalled, status, team, to, type]");
        assertThat(message("Owner", "ann")).contains("near it are [owner]");
        assertThat(message("teem", "ann")).contains("near it are [team]");
        assertThat(message("pipeline", "x")).startsWith("is not a parameter here; known are");
        assertThat(message("If-Match", "x")).startsWith("is not a parameter here");
        assertThat(errors("nothing", Map.of("id", List.of("1"))))
                .containsExactly(new FieldError("id", "is not a parameter here; there are none"));
    }

    @Test
    void everyWrongNameIsTold() {
        assertThat(errors("list", Map.of("ownr", List.of("a"), "limt", List.of("3"), "team", List.of("x"))))
                .extracting(FieldError::field)
                .containsExactly("limt", "ownr");
    }

    @Test
    void whatIsGivenTwiceIsRefusedUnlessItIsAList() {
        assertThat(message("owner", "ann", "bob")).isEqualTo("is given 2 times; must be given once");
        assertThat(message("owner", "ann", "ann")).isEqualTo("is given 2 times; must be given once");
    }

    @Test
    void eachValueOfAListIsHeldAgainstItsTypeAndThereMayBeFiftyOfThem() {
        assertThat(errors("list", Map.of("stage", List.of("OPEN", "WON")))).isEmpty();
        assertThat(message("stage", "OPEN", "SHUT")).isEqualTo("must be one of [OPEN, WON]");
        assertThat(errors("list", Map.of("type", Collections.nCopies(50, "a")))).isEmpty();
        assertThat(message("type", Collections.nCopies(51, "a").toArray(String[]::new)))
                .isEqualTo("is given 51 times; must be given at most 50 times");
    }

    @Test
    void aFieldThatIsNoneIsToldWhatIsNearIt() {
        assertThat(errors("list", Map.of("fields", List.of("field", "message"))))
                .isEmpty();
        assertThat(message("fields", "field", "mesage"))
                .isEqualTo("'mesage' is no field here; near it are [message]; known are [field, message]");
    }

    @Test
    void aRangeIsToldWhatItWouldHaveToBe() {
        for (var range : List.of("5", "1..2", "..2.5", "1..", "2..2", "")) {
            assertThat(errors("list", Map.of("amount", List.of(range))))
                    .as(range)
                    .isEmpty();
        }
        for (var other : List.of("..", "1...2", "1..2..3", "a..b", "1,000..", "-1..", "1e3", "1..1234567890123456")) {
            assertThat(message("amount", other)).as(other).startsWith("must be an amount of at most 15 digits");
        }
        assertThat(message("amount", "50000..10000"))
                .isEqualTo("is a range from 50000 to 10000; must begin with the lesser one");
        assertThat(message("amount", "1..2", "3..4")).isEqualTo("is given 2 times; must be given once");
        assertThat(message("closes", "2026-02-30.."))
                .contains("2026-01-01..2026-03-31")
                .contains("1900 to 2200");
        assertThat(message("closes", "..2201-01-01")).contains("1900 to 2200");
        assertThat(message("closes", "")).contains("empty");
    }

    @Test
    void emptyIsForWhatHasNoValueAndOnlyWhereThatIsSaid() {
        assertThat(errors("list", Map.of("team", List.of("")))).isEmpty();
        for (var name : List.of("owner", "limit", "stalled", "region")) {
            assertThat(message(name, "")).isEqualTo("is empty; must have a value, or be left out");
        }
        assertThat(message("type", "a", "")).contains("empty");
    }

    @Test
    void whatIsTrueOrFalseIsNothingElse() {
        for (var other : List.of("maybe", "TRUE", "1", "yes")) {
            assertThat(message("stalled", other)).isEqualTo("must be true or false");
        }
    }
}
