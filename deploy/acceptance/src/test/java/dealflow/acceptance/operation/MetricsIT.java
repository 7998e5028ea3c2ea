package dealflow.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.stack.Service;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts and dashboards ask for nothing that no service tells. Early, since it has every pipeline's forecasts looked back at. */
@ExtendWith(Dealflow.class)
@Order(4)
class MetricsIT {

    private static final Path MONITORING = Dealflow.ROOT.resolve("deploy/kubernetes/components/monitoring");

    /** Where a metric's name begins; functions of PromQL do not begin so. */
    private static final Pattern NAME =
            Pattern.compile("\\b(?:dealflow|http|agroal|jvm|process|kafka|cnpg)_[a-z0-9_]+(?=[\\\\{\\[) ])");

    /** Told by others: CloudNativePG, and Strimzi's reporter. */
    private static final Set<String> OTHERS = Set.of(
            "cnpg_collector_last_available_backup_timestamp", "kafka_server_replicamanager_underreplicatedpartitions");

    private static final Set<String> NOW_AND_THEN = Set.of("dealflow_forecast_wape");

    /** The only one here that backtests, and prepares days again, by itself: it would take the processors from whatever else is tested. */
    private static Service lookingBack;

    @AfterAll
    static void stop() {
        lookingBack.stop();
    }

    @BeforeAll
    static void someoneAsks() {
        lookingBack = Dealflow.stack()
                .replica(
                        Dealflow.stack().forecasts(),
                        "looking-back",
                        Map.of("DEALFLOW_ACCURACY_EVERY", "2s", "DEALFLOW_FORECAST_PREPARE_EVERY", "2s"));
        Dealflow.createPipeline(
                "{\"key\":\"measured\",\"template\":\"b2b-5\",\"currency\":\"USD\",\"timeZone\":\"UTC\"}");
        Dealflow.importLines(
                List.of("{\"externalId\":\"M1\",\"pipeline\":\"measured\",\"owner\":\"li\",\"history\":[]}"));
        Dealflow.funnels().get("/funnels/measured");
        Dealflow.forecasts().get("/forecasts/measured");
        Dealflow.awaitProjections();
        lookingBack.start();
    }

    @Test
    void everyMetricThatIsAskedForIsTold() throws IOException {
        var asked = new TreeSet<String>();
        for (var file : new String[] {"rules.yaml", "dashboards/dealflow.json"}) {
            asked.addAll(NAME.matcher(Files.readString(MONITORING.resolve(file)))
                    .results()
                    .map(found -> found.group())
                    .toList());
        }
        assertThat(asked).hasSizeGreaterThan(15).containsAll(OTHERS);
        asked.removeAll(OTHERS);
        Dealflow.await("what is counted now and then is told", () -> told().containsAll(NOW_AND_THEN));
        assertThat(told())
                .containsAll(asked)
                .containsAll(NOW_AND_THEN)
                .as("what the business earns is nobody's who has no token")
                .noneMatch(name -> name.startsWith("dealflow_deals") && !name.equals("dealflow_deals_left_out_total")
                        || name.contains("amount"));
    }

    private static Set<String> told() {
        return Stream.concat(Dealflow.services().stream(), Stream.of(lookingBack))
                .map(service -> RestAssured.get(service.health().resolve("metrics"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
