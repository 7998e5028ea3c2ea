package dealflow.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each alert fires when it should, and tells where its page is. */
class AlertsTest {

    private static final Path RULES = Rendering.ROOT.resolve("components/monitoring/rules.yaml");
    private static final Path TESTS = Rendering.ROOT.resolve("src/test/promtool/rules-test.yaml");

    @TempDir
    Path folder;

    @Test
    void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
        var alerts = new TreeSet<String>();
        for (var rule : rules()) {
            var name = rule.path("alert").asText();
            alerts.add(name);
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo("deploy/kubernetes/runbook/" + name + ".md");
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("warning", "critical");
        }
        try (var pages = Files.list(Rendering.ROOT.resolve("runbook"))) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(page -> page.startsWith("Dealflow"))
                            .map(page -> page.replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(alerts);
        }
    }

    @Test
    void everyAlertIsTried() throws IOException {
        assertThat(Files.readString(TESTS))
                .contains(rules().stream()
                        .map(rule -> "- name: " + rule.path("alert").asText())
                        .toArray(String[]::new));
    }

    /** Where promtool is not installed (it comes with Prometheus), only this is skipped. */
    @Test
    void alertsFireWhenTheyShould() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool"))),
                "needs promtool on the PATH");
        Files.writeString(
                folder.resolve("rules.yaml"),
                Yaml.objects(RULES).get(0).path("spec").toString());
        Files.copy(TESTS, folder.resolve("rules-test.yaml"));
        var promtool = new ProcessBuilder("promtool", "test", "rules", "rules-test.yaml")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(promtool.waitFor()).isZero();
    }

    @Test
    void theDashboardIsOneThatGrafanaReads() throws IOException {
        var dashboard = new YAMLMapper()
                .readTree(Rendering.ROOT
                        .resolve("components/monitoring/dashboards/dealflow.json")
                        .toFile());
        assertThat(dashboard.path("panels")).hasSizeGreaterThan(10).allSatisfy(panel -> assertThat(
                        panel.at("/targets/0/expr").asText())
                .as(panel.path("title").asText())
                .isNotBlank());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<JsonNode> rules() {
        return Yaml.objects(RULES).stream()
                .flatMap(object -> stream(object.at("/spec/groups")))
                .flatMap(group -> stream(group.path("rules")))
                .toList();
    }
}
