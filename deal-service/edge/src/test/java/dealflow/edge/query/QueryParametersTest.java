package dealflow.edge.query;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.edge.problem.Problem.FieldError;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
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
                        + "[limit, owner, region, stalled, status, team, to, type]");
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
