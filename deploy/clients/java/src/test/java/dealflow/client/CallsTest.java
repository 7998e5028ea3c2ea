package dealflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dealflow.client.OtherSide.Answer;
import dealflow.client.deals.CustomerPatch;
import dealflow.client.deals.DealFields;
import dealflow.client.deals.NewDeal;
import dealflow.client.deals.NewMove;
import dealflow.client.deals.Status;
import dealflow.client.funnels.CohortStage;
import dealflow.client.funnels.Total;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallsTest {

    private static final UUID ID = UUID.fromString("01a210bc-c648-7000-a712-02c8150d5831");
    private static final NewDeal NEW = new NewDeal().pipeline("export").title("Lamps");

    private OtherSide other;

    private Dealflow asking(BiFunction<OtherSide.Seen, Integer, Answer> answers) throws IOException {
        other = new OtherSide(answers);
        return other.dealflow().build();
    }

    @AfterEach
    void stop() {
        other.close();
    }

    @Test
    void aCallCarriesTheTokenAndItsAnswerIsTyped() throws IOException {
        var dealflow = asking((seen, number) -> Answer.ok(
                """
                {"items": [{"id": "%s", "title": "灯", "status": "OPEN", "openedAt": "2026-03-02T09:30:00+08:00"}], "next": null}"""
                        .formatted(ID)));

        var page = dealflow.deals().listDeals(options -> options.status(List.of(Status.OPEN))
                .q("a b&c")
                .updatedSince(Instant.EPOCH)
                .limit(2));

        var deal = page.getItems().get(0);
        assertThat(deal.getId()).isEqualTo(ID);
        assertThat(deal.getTitle()).isEqualTo("灯");
        assertThat(deal.getOpenedAt()).isEqualTo("2026-03-02T01:30:00Z");
        assertThat(page.getNext()).isNull();
        var seen = other.seen().get(0);
        assertThat(seen.method() + " " + seen.target())
                .isEqualTo("GET /deals?status=OPEN&q=a+b%26c&updatedSince=1970-01-01T00%3A00%3A00Z&limit=2");
        assertThat(seen.headers().getFirst("Authorization")).isEqualTo("Bearer secret");
        assertThat(seen.headers().getFirst("Accept")).isEqualTo("application/json");
        assertThat(seen.headers()).doesNotContainKey("Idempotency-Key");
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() throws IOException {
        var dealflow = asking(
                (seen, number) -> Answer.ok("{\"status\": \"ASLEEP\", \"mood\": \"good\", \"title\": \"Lamps\"}"));

        var deal = dealflow.deals().getDeal(ID);

        assertThat(deal.getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(deal.getTitle()).isEqualTo("Lamps");
    }

    @Test
    void oneOfSeveralIsReadAsTheOneThatItIs() throws IOException {
        var dealflow = asking((seen, number) ->
                Answer.ok("{\"stages\": [{\"stage\": \"order\", \"reached\": {\"count\": 7}, \"new\": 1}]}"));

        var stage = dealflow.funnels().getFunnel("a/b c").getStages().get(0);

        assertThat(other.seen().get(0).target()).isEqualTo("/funnels/a%2Fb%20c");
        assertThat(stage.asCohortStage().getReached().getCount()).isEqualTo(7);
        assertThat(stage.asCohortStage())
                .isEqualTo(new CohortStage().stage("order").reached(new Total().count(7L)));
        assertThat(stage).hasToString("{\"stage\":\"order\",\"reached\":{\"count\":7},\"new\":1}");
    }

    @Test
    void theTokenIsAskedForBeforeEachAttempt() throws IOException {
        asking((seen, number) -> number == 0 ? Answer.status(503) : Answer.ok("{}"));
        var number = new AtomicInteger();

        other.dealflow()
                .token(() -> "token-" + number.incrementAndGet())
                .build()
                .funnels()
                .getMe();

        assertThat(other.seenHeaders("Authorization")).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void aPostHasAKeyThatIsKeptWhenItIsRepeatedAndAnotherOneTheNextTime() throws IOException {
        var first = List.of(Answer.status(0), Answer.status(502), new Answer(409, "", Map.of("Retry-After", "0")));
        var dealflow = asking((seen, number) -> number < 3 ? first.get(number) : Answer.ok("{}"));

        dealflow.deals().openDeal(NEW);
        dealflow.deals().openDeal(NEW);
        dealflow.deals().openDeal(NEW, options -> options.idempotencyKey("order-7"));

        var keys = other.seenHeaders("Idempotency-Key");
        assertThat(keys).hasSize(6);
        assertThat(keys.subList(0, 4)).containsOnly(keys.get(0));
        assertThat(UUID.fromString(keys.get(4))).isNotEqualTo(UUID.fromString(keys.get(0)));
        assertThat(keys.get(5)).isEqualTo("order-7");
        assertThat(other.seen())
                .extracting(OtherSide.Seen::body)
                .containsOnly("{\"pipeline\":\"export\",\"title\":\"Lamps\"}");
        assertThat(other.seenHeaders("Content-Type")).containsOnly("application/json");
    }

    @Test
    void aPatchIsSentOnceAndCanTakeAValueAway() throws IOException {
        var dealflow = asking((seen, number) -> Answer.status(503));
        var fields = new DealFields().customer(new CustomerPatch().name("Nordlys AS"));

        var problem = problem(() -> dealflow.deals().reviseDeal(ID, fields, options -> options.remove("amount", "owner")
                .ifMatch("\"7\"")));

        assertThat(problem.status()).isEqualTo(503);
        assertThat(other.seen()).hasSize(1);
        var seen = other.seen().get(0);
        assertThat(seen.body()).isEqualTo("{\"customer\":{\"name\":\"Nordlys AS\"},\"amount\":null,\"owner\":null}");
        assertThat(seen.headers().getFirst("If-Match")).isEqualTo("\"7\"");
        assertThat(seen.headers().getFirst("Content-Type")).isEqualTo("application/merge-patch+json");
    }

    @Test
    void itWaitsAsLongAsItIsAskedTo() throws IOException {
        var dealflow = asking(
                (seen, number) -> number == 0 ? new Answer(429, "", Map.of("Retry-After", "1")) : Answer.ok("{}"));
        var begin = System.nanoTime();

        dealflow.forecasts().listForecasts();

        assertThat(other.seen()).hasSize(2);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void itDoesNotWaitLongerThanTheCallerWantsAndTellsForHowLongItWasAskedTo() throws IOException {
        var dealflow = asking((seen, number) -> new Answer(503, "", Map.of("Retry-After", "120")));

        assertThat(problem(() -> dealflow.deals().listDeals()).retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(other.seen()).hasSize(1);
    }

    @Test
    void itGivesUpAfterSomeRepeats() throws IOException {
        var dealflow = asking((seen, number) -> Answer.status(number < 5 ? 502 : 0));

        assertThat(problem(() -> dealflow.deals().getMe()).status()).isEqualTo(502);
        assertThat(other.seen()).hasSize(5);
        assertThat(catchThrowableOfType(
                        UncheckedIOException.class, () -> dealflow.deals().openDeal(NEW)))
                .isNotNull();
        assertThat(other.seen()).hasSize(10);
    }

    @Test
    void aRefusalSaysWhatIsMissing() throws IOException {
        var dealflow = asking((seen, number) -> new Answer(
                422,
                """
                {"type": "urn:dealflow:problem:refused", "title": "Move refused", "status": 422, "detail": "2 things are missing",
                 "instance": "/deals", "correlationId": "c-1", "missing": [
                  {"kind": "CONFIRMATION", "key": "confirmation", "message": "say who"}, {"kind": "TIME", "key": null, "message": "wait"}]}""",
                Map.of()));

        var problem = problem(() -> dealflow.deals().moveDeal(ID, new NewMove().to("opportunity")));

        assertThat(problem).hasMessage("2 things are missing");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.type()).isEqualTo("urn:dealflow:problem:refused");
        assertThat(problem.title()).isEqualTo("Move refused");
        assertThat(problem.detail()).contains("2 things are missing");
        assertThat(problem.correlationId()).contains("c-1");
        assertThat(problem.errors()).isEmpty();
        assertThat(problem.missing())
                .containsExactly(
                        new ProblemException.Missing("CONFIRMATION", "confirmation", "say who"),
                        new ProblemException.Missing("TIME", null, "wait"));
    }

    @Test
    void aProblemOfSomebodyBetweenHasItsStatus() throws IOException {
        var pages = List.of("<html>no</html>", "", "[1]", "{\"errors\": 7}");
        var dealflow = asking((seen, number) -> new Answer(404, pages.get(number), Map.of("X-Correlation-Id", "c-2")));

        for (var page : pages) {
            var problem = problem(() -> dealflow.deals().getMe());
            assertThat(problem).as(page).hasMessage("HTTP 404");
            assertThat(problem.correlationId()).contains("c-2");
            assertThat(problem.missing()).isEmpty();
        }
    }

    @Test
    void theHeadersOfTheAnswerAreThereForWhoAsks() throws IOException {
        var dealflow = asking((seen, number) -> new Answer(200, "{}", Map.of("ETag", "\"8\"")));
        var tags = new ArrayList<String>();

        dealflow.deals()
                .getDeal(
                        ID,
                        options -> options.answered(
                                headers -> tags.add(headers.firstValue("ETag").orElseThrow())));

        assertThat(tags).containsExactly("\"8\"");
    }

    @Test
    void aFileGoesAndComesAsItIs() throws IOException {
        var dealflow =
                asking((seen, number) -> Answer.ok(seen.method().equals("POST") ? "{\"total\": 1}" : "id,title\n"));

        dealflow.deals().importDeals(BodyPublishers.ofString("{\"externalId\":\"A1\"}\n"));
        dealflow.deals()
                .importDeals(BodyPublishers.ofString("id\nA1\n"), options -> options.header("Content-Type", "text/csv")
                        .mapping("{}"));
        try (var file = dealflow.deals().exportDeals(options -> options.header("Accept", "text/csv"))) {
            assertThat(file.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("id,title\n");
        }

        assertThat(other.seen())
                .extracting(OtherSide.Seen::body)
                .containsExactly("{\"externalId\":\"A1\"}\n", "id\nA1\n", "");
        assertThat(other.seenHeaders("Content-Type")).startsWith("application/x-ndjson", "text/csv");
        assertThat(other.seenHeaders("Accept")).endsWith("text/csv");
    }

    @Test
    void whatHasNoAnswerIsDone() throws IOException {
        var dealflow = asking((seen, number) -> new Answer(204, "", Map.of()));

        dealflow.deals().deleteWebhook(ID);

        assertThat(other.seen().get(0).method()).isEqualTo("DELETE");
    }

    @Test
    void aServiceWithoutAnAddressMayNotBeCalled() throws IOException {
        asking((seen, number) -> Answer.ok("{}"));
        var dealflow = Dealflow.builder().deals(other.address()).build();

        dealflow.deals().getMe();

        assertThat(other.seenHeaders("Authorization")).containsExactly("null");
        assertThatThrownBy(() -> dealflow.funnels().getMe()).hasMessageContaining("no address");
    }

    private static ProblemException problem(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call);
    }
}
