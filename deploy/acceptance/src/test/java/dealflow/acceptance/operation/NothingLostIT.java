package dealflow.acceptance.operation;

import static dealflow.acceptance.system.Dealflow.forecasts;
import static dealflow.acceptance.system.Dealflow.funnels;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Breaks;
import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.Rebuilt;
import dealflow.local.process.Part;
import dealflow.local.stack.Service;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is killed, stopped or paused in the middle of an import: the numbers are the same as without, and the tables
 * that have lived through it equal rebuilt ones in every byte. Before the large imports, which would be read again too.
 */
@Breaks
@Order(5)
class NothingLostIT {

    /** Four batches of the import: when the first is in, three are still to come. */
    private static final int DEALS = 2000;

    /** Half a year ago: each Monday since then is a past day of the forecast's, which it works out for every pipeline. */
    private static final LocalDate FROM = LocalDate.now(ZoneOffset.UTC).minusDays(180);

    private static final LocalDate TO = FROM.plusDays(176);
    private static final Instant BEGIN = FROM.atTime(8, 0).toInstant(ZoneOffset.UTC);
    private static final String AS_OF = TO + "T00:00:00Z";

    private static Map<String, Object> undisturbed;

    @BeforeAll
    static void importUndisturbed() {
        createPipeline("undisturbed");
        Dealflow.importLines(lines("undisturbed"));
        undisturbed = numbers("undisturbed");
        assertThat(undisturbed.toString()).as("there is something to lose").contains("entered={count=" + DEALS);
    }

    /** After all of it, and the one who rebuilds is killed too. */
    @AfterAll
    static void theTablesEqualRebuiltOnes() {
        Rebuilt.equalsTheLiveTables(() -> {
            Dealflow.stack().funnels().kill();
            Dealflow.stack().funnels().start();
        });
    }

    /** The readers together, as they know nothing of each other. */
    @ParameterizedTest
    @ValueSource(strings = {"deal-service", "funnel-service forecast-service", "kafka"})
    void killingInTheMiddleOfAnImportChangesNoNumber(String victims) {
        var pipeline = "killed-" + victims.replace(' ', '-');
        var killed = Stream.of(victims.split(" ")).map(NothingLostIT::part).toList();
        createPipeline(pipeline);
        var job = Dealflow.startImport(lines(pipeline));
        Dealflow.await("the import is under way", () -> Dealflow.progress(job).getInt("processed") > 0);

        for (var part : killed) {
            part.kill();
            assertThat(part.alive()).isFalse();
        }
        killed.parallelStream().forEach(Part::start);

        Dealflow.awaitImport(job);
        assertThat(numbers(pipeline)).isEqualTo(undisturbed);
    }

    /** Longer than the services wait for a connection (5 s), and than a lost consumer's partitions wait (15 s). */
    @Test
    void stoppingTheDatabaseForAWhileChangesNoNumber() throws Exception {
        createPipeline("stopped");
        var job = Dealflow.startImport(lines("stopped"));
        Dealflow.awaitImport(job);

        Dealflow.stack().postgres().stop();
        Thread.sleep(20_000);
        Dealflow.stack().postgres().start();

        assertThat(numbers("stopped")).isEqualTo(undisturbed);
    }

    @Test
    void readersThatWerePausedBeyondTheirSessionFindTheirWorkDoneByOthers() throws Exception {
        createPipeline("paused");
        var readers = List.of(Dealflow.stack().funnels(), Dealflow.stack().forecasts());
        var replicas = new ArrayList<Service>();
        try {
            for (var reader : readers) {
                replicas.add(Dealflow.stack().replica(reader, "replica", Map.of()));
            }
            replicas.parallelStream().forEach(Service::start);
            var job = Dealflow.startImport(lines("paused"));
            Dealflow.await(
                    "the import is under way", () -> Dealflow.progress(job).getInt("processed") > 0);
            for (var reader : readers) {
                signal("STOP", reader);
            }
            Dealflow.awaitImport(job);
            Dealflow.awaitTables();
            for (var reader : readers) {
                signal("CONT", reader);
            }
            assertThat(numbers("paused")).isEqualTo(undisturbed);
        } finally {
            for (var reader : readers) {
                signal("CONT", reader);
            }
            replicas.parallelStream().forEach(Service::stop);
        }
    }

    private static void signal(String name, Part part) throws Exception {
        var pid = part.process().orElseThrow().pid();
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Part part(String name) {
        return Dealflow.stack().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void createPipeline(String key) {
        Dealflow.createPipeline(
                """
                {"key":"%s","names":{"en":"Steady"},"currency":"EUR","timeZone":"UTC",
                 "stages":[{"key":"a","names":{"en":"A"},"place":"FUNNEL","buyingPhase":"NEED_FORMATION"},
                           {"key":"b","names":{"en":"B"},"place":"FUNNEL","buyingPhase":"SOLUTION_EVALUATION"},
                           {"key":"c","names":{"en":"C"},"place":"FUNNEL","buyingPhase":"PURCHASE_DECISION"}],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":[],"skips":"ALLOWED"}"""
                        .formatted(key));
    }

    /** The same histories for every pipeline: up to six moves, forward, back, to the end or not. */
    private static List<String> lines(String pipeline) {
        var random = new Random(7);
        return IntStream.range(0, DEALS)
                .mapToObj(i -> {
                    var at = BEGIN.plus(random.nextInt(100 * 24), ChronoUnit.HOURS);
                    var history = new StringBuilder("{\"to\":\"a\",\"at\":\"" + at + "\"}");
                    for (var to : PATHS.get(random.nextInt(PATHS.size()))) {
                        at = at.plus(1 + random.nextInt(200), ChronoUnit.HOURS);
                        history.append(",{\"to\":\"%s\",\"at\":\"%s\"}".formatted(to, at));
                    }
                    return """
                            {"externalId":"N%d","pipeline":"%s","owner":"rep%d","amount":{"amount":"%d.00","currency":"EUR"},"history":[%s]}"""
                            .formatted(i, pipeline, i % 5, 100 + random.nextInt(9000), history);
                })
                .toList();
    }

    private static final List<List<String>> PATHS = List.of(
            List.of("b", "c", "won"),
            List.of("b", "c", "b", "c", "won"),
            List.of("b", "lost"),
            List.of("c", "won"),
            List.of("b", "c"),
            List.of("lost"),
            List.of("b", "a", "b", "c", "lost"),
            List.of());

    private static Map<String, Object> numbers(String pipeline) {
        var published = Dealflow.awaitProjections();
        var numbers = new TreeMap<String, Object>();
        numbers.put(
                "funnel",
                bare(funnels()
                        .queryParam("from", FROM.toString())
                        .queryParam("to", TO.toString())
                        .queryParam("asOf", AS_OF)
                        .get("/funnels/" + pipeline)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getMap("")));
        // A forecast may be of a little earlier than what its service knows.
        Dealflow.await("the forecast is fresh and whole", () -> {
            var forecast = forecast(pipeline);
            return Dealflow.freshAsOf(forecast).isAfter(published) && Dealflow.isWhole(forecast);
        });
        numbers.put(
                "forecast",
                bare(forecast(pipeline)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getMap("")));
        return numbers;
    }

    private static Response forecast(String pipeline) {
        return forecasts()
                .queryParam("interval", "month")
                .queryParam("periods", 3)
                .queryParam("asOf", AS_OF)
                .get("/forecasts/" + pipeline);
    }

    private static Map<String, Object> bare(Map<String, Object> answer) {
        var bare = new TreeMap<>(answer);
        List.of("pipeline", "dataFreshAsOf", "links").forEach(bare::remove);
        return bare;
    }
}
