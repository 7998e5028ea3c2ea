package dealflow.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import dealflow.local.login.Tokens;
import dealflow.local.stack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A forecast service of 256 MB is asked for what nobody needs, by four at once: each gets an answer, or is told in time why not.
 * Time counts here, so no other test runs beside it.
 */
@ExtendWith(Dealflow.class)
@Isolated
class AbsurdQuestionsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    /** For what comes before and after the computing. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int DEALS = 3000;
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private static final List<String> QUESTIONS = List.of(
            "?interval=year&periods=10&by=owner&asOf=%s",
            "?interval=year&periods=60&by=owner&asOf=%s",
            "?from=9000-01-01&by=region&asOf=%s",
            "?from=1900-01-01&interval=year&periods=60&by=product&asOf=%s",
            "?interval=week&periods=60&by=owner&measure=receipts&asOf=%s",
            "?interval=month&periods=60&by=product&measure=receipts&asOf=%s",
            "?interval=quarter&periods=39&by=owner&asOf=%s",
            "?interval=quarter&periods=39&measure=receipts&by=owner&asOf=%s",
            "/explanation?interval=week&periods=60&by=owner&asOf=%s",
            "/scenarios?interval=month&periods=60&cycle=0.01&winRate=100&inflow=100&asOf=%s",
            "/scenarios?interval=month&periods=60&cycle=100&measure=receipts&termsDays=365&asOf=%s",
            "/cohort?enteredFrom=1900-01-01&enteredTo=%1$s&until=2200-12-31&asOf=%1$s",
            "/cohort?enteredFrom=1900-01-01&enteredTo=" + TODAY.plusYears(8) + "&until=" + TODAY.plusYears(9)
                    + "&measure=receipts",
            "/plan?target=999999999999&by=" + TODAY.plusYears(3).minusDays(1) + "&measure=receipts",
            "?asOf=1900-01-01T00:00:00Z&from=2026-01-01&periods=60");

    /** Who asks ordinary questions: a caller has one answer computed at a time, and the others have their hands full. */
    private static final String ANOTHER = Tokens.of(Dealflow.stack().folder())
            .token("another", List.of(Role.VIEWER.claim()), List.of(), Duration.ofHours(1));

    private final HttpClient http = HttpClient.newHttpClient();

    private record Timed(int status, Duration took, String body) {}

    @Test
    void eachEndsInTimeAndAnOrdinaryOneIsAnsweredMeanwhile() throws Exception {
        Dealflow.createPipeline(
                """
                {"key":"absurd","names":{"en":"Absurd"},"currency":"EUR","timeZone":"UTC",
                 "stages":[{"key":"a","names":{"en":"A"},"place":"FUNNEL","buyingPhase":"NEED_FORMATION"},
                           {"key":"b","names":{"en":"B"},"place":"FUNNEL","buyingPhase":"PURCHASE_DECISION"}],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":["other"],"skips":"ALLOWED"}""");
        Dealflow.importLines(
                IntStream.range(0, DEALS).mapToObj(AbsurdQuestionsIT::line).toList());
        Dealflow.awaitProjections();
        var small = small();
        try {
            small.start();
            Dealflow.await(
                    "the present is known", () -> ask(small, Role.VIEWER, "").status() == 200);
            var answers = List.of(Role.OPS, Role.VIEWER, Role.REP, Role.MANAGER).stream()
                    .map(role ->
                            CompletableFuture.supplyAsync(() -> askAll(small, role), task -> new Thread(task).start()))
                    .toList();
            ordinaryOnesAreAnswered(small, CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));
            var statuses = new TreeMap<Integer, Integer>();
            for (var answer : answers) {
                for (var one : answer.get()) {
                    statuses.merge(one.status, 1, Integer::sum);
                    assertThat(one.took).as(one.body).isLessThan(DEADLINE.plus(GRACE));
                }
            }
            System.out.println("Sixty absurd questions were answered with " + statuses);
            assertThat(statuses.keySet()).isSubsetOf(List.of(200, 400, 429, 503));
            assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(4 * QUESTIONS.size());
        } finally {
            small.stop();
        }
    }

    private void ordinaryOnesAreAnswered(Service service, CompletableFuture<Void> meanwhile)
            throws InterruptedException, ExecutionException {
        var longest = Duration.ZERO;
        while (true) {
            var ordinary = ask(service, ANOTHER, "");
            assertThat(ordinary.status).as(ordinary.body).isEqualTo(200);
            assertThat(ordinary.took).isLessThan(DEADLINE);
            longest = ordinary.took.compareTo(longest) > 0 ? ordinary.took : longest;
            try {
                meanwhile.get(200, TimeUnit.MILLISECONDS);
                System.out.println("An ordinary question took " + longest + " at most meanwhile");
                return;
            } catch (TimeoutException e) {
                // They go on being asked.
            }
        }
    }

    private static Service small() {
        var before = System.setProperty("dealflow.heap", "256m");
        try {
            return Dealflow.stack()
                    .replica(
                            Dealflow.stack().forecasts(),
                            "small",
                            Map.of(
                                    "DEALFLOW_FORECAST_DEADLINE",
                                    DEADLINE.toString(),
                                    // Compiled as in operation, unlike what the other tests start.
                                    "JDK_JAVA_OPTIONS",
                                    "-XX:TieredStopAtLevel=4"));
        } finally {
            if (before == null) {
                System.clearProperty("dealflow.heap");
            } else {
                System.setProperty("dealflow.heap", before);
            }
        }
    }

    /** Each of them of another moment. */
    private List<Timed> askAll(Service service, Role role) {
        var own = role == Role.REP || role == Role.MANAGER ? "&owner=" + role.label() : "";
        var answers = new ArrayList<Timed>();
        for (var i = 0; i < QUESTIONS.size(); i++) {
            var asOf = TODAY.minusDays(3L * i + role.ordinal()) + "T00:00:00.00000000" + role.ordinal() + "Z";
            answers.add(ask(service, role, QUESTIONS.get(i).formatted(asOf) + own));
        }
        return answers;
    }

    private Timed ask(Service service, Role role, String question) {
        return ask(service, Dealflow.stack().token(role), question);
    }

    private Timed ask(Service service, String token, String question) {
        var request = HttpRequest.newBuilder(service.api().resolve("/forecasts/absurd" + question))
                .header("Authorization", "Bearer " + token)
                .build();
        var began = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 429 || answer.statusCode() == 503) {
                assertThat(answer.headers().firstValue("Retry-After"))
                        .as(question)
                        .isPresent();
            }
            return new Timed(
                    answer.statusCode(),
                    Duration.ofNanos(System.nanoTime() - began),
                    question + ": "
                            + answer.body()
                                    .substring(0, Math.min(400, answer.body().length())));
        } catch (IOException e) {
            throw new UncheckedIOException(question, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of forty people, twenty products and four regions: a third won, a third lost, the others open. */
    private static String line(int i) {
        var began = TODAY.minusDays(700 - i * 700L / DEALS).minusDays(1);
        var decided = began.plusDays(5 + i % 30);
        var end = i % 3 == 0 || !decided.isBefore(TODAY)
                ? ""
                : ",{\"to\":\"%s\",\"at\":\"%sT10:00:00Z\"%s}"
                        .formatted(i % 3 == 1 ? "won" : "lost", decided, i % 3 == 1 ? "" : ",\"reason\":\"other\"");
        var owner = i % 40 == 0 ? "rep" : i % 40 == 1 ? "manager" : "p" + i % 40;
        return """
                {"externalId":"absurd-%d","pipeline":"absurd","title":"Deal %d","customer":{"name":"Customer %d"},"owner":"%s",\
                "product":"product-%d","region":"region-%d","amount":{"amount":"%d.00","currency":"EUR"},\
                "history":[{"to":"a","at":"%sT09:00:00Z"},{"to":"b","at":"%sT09:00:00Z"}%s]}"""
                .formatted(
                        i,
                        i,
                        i % 50,
                        owner,
                        i % 20,
                        i % 4,
                        100 + i % 900,
                        began,
                        began.plusDays(2).isBefore(TODAY) ? began.plusDays(2) : began,
                        end);
    }
}
