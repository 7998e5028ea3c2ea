package dealflow.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What this project asks of everything that it runs on a cluster. */
@ParameterizedClass
@FieldSource("dealflow.kubernetes.Rendering#OVERLAYS")
class RulesTest {

    private static final int PARTITIONS = 12;
    private static final String DATABASE = "QUARKUS_DATASOURCE_JDBC_URL";

    private final Map<String, ObjectNode> objects = new TreeMap<>();

    RulesTest(String overlay) {
        Rendering.kustomize(overlay).forEach(object -> objects.put(Yaml.name(object), object));
    }

    @Test
    void everyPodIsHeldIn() {
        var pods = ofKind("Deployment", "Job");
        assertThat(pods).hasSizeGreaterThanOrEqualTo(6);
        for (var object : pods) {
            var pod = object.at("/spec/template/spec");
            assertThat(pod.at("/automountServiceAccountToken"))
                    .as(Yaml.name(object))
                    .hasToString("false");
            assertThat(pod.at("/securityContext/runAsNonRoot"))
                    .as(Yaml.name(object))
                    .hasToString("true");
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            for (var container : pod.at("/containers")) {
                assertThat(container.at("/securityContext"))
                        .as(Yaml.name(object))
                        .hasToString(
                                "{\"allowPrivilegeEscalation\":false,\"capabilities\":{\"drop\":[\"ALL\"]},\"readOnlyRootFilesystem\":true}");
                for (var amount : List.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")) {
                    assertThat(container.at("/resources" + amount).isValueNode())
                            .as(Yaml.name(object) + amount)
                            .isTrue();
                }
                assertThat(container.at("/image").asText()).matches("[^:]+:[0-9][^:]*");
            }
        }
    }

    @Test
    void everyDeploymentIsReplacedWithoutAGap() {
        for (var deployment : ofKind("Deployment")) {
            var name = Yaml.name(deployment);
            assertThat(deployment.at("/spec/strategy/rollingUpdate").toString())
                    .as(name)
                    .isEqualTo("{\"maxSurge\":1,\"maxUnavailable\":0}");
            assertThat(deployment.at("/spec/template/spec/topologySpreadConstraints"))
                    .as(name)
                    .isNotEmpty();
            assertThat(deployment.at("/spec/selector/matchLabels").toString())
                    .as(name + ": a selector with a version could never be changed")
                    .matches("\\{\"app.kubernetes.io/name\":\"[a-z-]+\"}");
            assertThat(ofKind("PodDisruptionBudget").stream()
                            .filter(budget -> budget.at("/spec/selector").equals(deployment.at("/spec/selector"))))
                    .as(name)
                    .hasSize(1);
        }
    }

    @Test
    void everyServiceIsAskedThreeDifferentQuestions() {
        for (var deployment : services()) {
            var container = deployment.at("/spec/template/spec/containers/0");
            assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/started");
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        }
    }

    @Test
    void theGracePeriodIsLongerThanTheShutdown() {
        for (var deployment : services()) {
            var shutdown = Stream.of("QUARKUS_SHUTDOWN_DELAY", "QUARKUS_SHUTDOWN_TIMEOUT")
                    .map(name -> Duration.parse(settings().path(name).asText()))
                    .reduce(Duration.ZERO, Duration::plus);
            var grace = deployment.at("/spec/template/spec/terminationGracePeriodSeconds");
            assertThat(Duration.ofSeconds(grace.asInt())).isGreaterThan(shutdown.plusSeconds(10));
            var probe = deployment.at("/spec/template/spec/containers/0/readinessProbe");
            assertThat(Duration.parse(settings().path("QUARKUS_SHUTDOWN_DELAY").asText()))
                    .as("the last probe may be just before the shutdown")
                    .isGreaterThan(Duration.ofSeconds(
                            (long) probe.path("periodSeconds").asInt()
                                    * probe.path("failureThreshold").asInt()));
        }
    }

    @Test
    void nothingIsScaledTwiceAndNoConsumerPastThePartitions() {
        var targets = new HashSet<String>();
        for (var scaler : ofKind("ScaledObject", "HorizontalPodAutoscaler")) {
            var target = scaler.at("/spec/scaleTargetRef/name").asText();
            assertThat(targets.add(target)).as("one scaler for " + target).isTrue();
            assertThat(objects.get("Deployment/" + target).at("/spec/replicas").isMissingNode())
                    .as("who scales " + target + " owns the number")
                    .isTrue();
            var least = scaler.path("spec").has("minReplicaCount") ? "minReplicaCount" : "minReplicas";
            assertThat(scaler.path("spec").path(least).asInt()).isGreaterThanOrEqualTo(2);
            if (scaler.path("spec").has("maxReplicaCount")) {
                assertThat(scaler.at("/spec/maxReplicaCount").asInt()).isLessThanOrEqualTo(PARTITIONS);
            }
        }
        for (var deployment : ofKind("Deployment")) {
            var name = deployment.at("/metadata/name").asText();
            assertThat(targets.contains(name) || deployment.at("/spec/replicas").asInt() >= 2)
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void topicsHaveWhatTheContractSays() {
        var deals = objects.get("KafkaTopic/dealflow.deals.v1").path("spec");
        assertThat(deals.path("partitions").asInt()).isEqualTo(PARTITIONS);
        assertThat(deals.at("/config/retention.ms").asInt()).isEqualTo(-1);
        for (var definitions : List.of(
                "dealflow.pipelines.v1", "dealflow.fields.v1", "dealflow.teams.v1", "dealflow.exchange-rates.v1")) {
            assertThat(objects.get("KafkaTopic/" + definitions)
                            .at("/spec/config/cleanup.policy")
                            .asText())
                    .isEqualTo("compact");
        }
        var forecasts = objects.get("KafkaTopic/dealflow.forecasts.v1").path("spec");
        assertThat(forecasts.path("partitions").asInt()).isEqualTo(1);
        assertThat(forecasts.at("/config/retention.ms").asLong())
                .isEqualTo(Duration.ofDays(30).toMillis());
    }

    @Test
    void theForecastServiceWritesItsOwnTopicAndNoOther() {
        assertThat(allowed("forecast-service", "Write")).containsExactly("topic dealflow.forecasts.v1 literal");
    }

    @Test
    void theDealServiceReadsThatOneAndNoOther() {
        assertThat(allowed("deal-service", "Read"))
                .containsExactly("topic dealflow.forecasts.v1 literal", "group deal-service literal");
    }

    private List<String> allowed(String user, String operation) {
        var names = new ArrayList<String>();
        for (var acl : objects.get("KafkaUser/" + user).at("/spec/authorization/acls")) {
            if (acl.path("operations").toString().contains(operation)) {
                var resource = acl.path("resource");
                names.add("%s %s %s"
                        .formatted(
                                resource.path("type").asText(),
                                resource.path("name").asText(),
                                resource.path("patternType").asText()));
            }
        }
        return names;
    }

    @Test
    void nothingGoesInOrOutThatIsNotNamed() {
        var deny = objects.get("NetworkPolicy/default-deny").path("spec");
        assertThat(deny.path("podSelector")).isEmpty();
        assertThat(deny.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
    }

    /** The name that is asked for is one of those in the certificate, which CloudNativePG gives to a cluster's own services. */
    @Test
    void everyDatabaseIsKnownByItsCertificate() {
        var clients = ofKind("Deployment", "Job").stream()
                .filter(object -> environment(object).containsKey(DATABASE))
                .toList();
        assertThat(clients).hasSize(6);
        for (var client : clients) {
            var url = URI.create(environment(client).get(DATABASE).substring("jdbc:".length()));
            var cluster = url.getPath().substring(1) + "-db";
            assertThat(url.getQuery())
                    .as(Yaml.name(client))
                    .isEqualTo("sslmode=verify-full&sslrootcert=/etc/dealflow/postgres/ca.crt");
            assertThat(namesInCertificateOf(cluster)).contains(url.getHost());
            var pod = client.at("/spec/template/spec");
            assertThat(pod.at("/containers/0/volumeMounts")).anySatisfy(mount -> assertThat(mount)
                    .hasToString(
                            "{\"mountPath\":\"/etc/dealflow/postgres\",\"name\":\"postgres-ca\",\"readOnly\":true}"));
            assertThat(pod.path("volumes"))
                    .as("without the authority's key, which is in the same secret")
                    .anySatisfy(volume -> assertThat(volume)
                            .hasToString(
                                    "{\"name\":\"postgres-ca\",\"secret\":{\"items\":[{\"key\":\"ca.crt\",\"path\":\"ca.crt\"}],\"secretName\":\"%s-ca\"}}"
                                            .formatted(cluster)));
        }
        for (var connector : ofKind("KafkaConnector")) {
            var config = connector.at("/spec/config");
            assertThat(config.path("database.sslmode").asText()).isEqualTo("verify-full");
            assertThat(config.path("database.sslrootcert").asText())
                    .startsWith(objects.get("KafkaConnect/dealflow")
                            .at("/spec/template/connectContainer/volumeMounts/0/mountPath")
                            .asText());
            assertThat(namesInCertificateOf("deal-db"))
                    .contains(config.path("database.hostname").asText());
        }
    }

    private List<String> namesInCertificateOf(String cluster) {
        var names = new ArrayList<>(List.of(cluster + "-rw", cluster + "-r", cluster + "-ro"));
        objects.get("Cluster/" + cluster)
                .at("/spec/certificates/serverAltDNSNames")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Map<String, String> environment(JsonNode object) {
        var values = new TreeMap<String, String>();
        object.at("/spec/template/spec/containers/0/env")
                .forEach(each -> values.put(
                        each.path("name").asText(), each.path("value").asText()));
        return values;
    }

    /** Whose word on an address is taken is let in by the network policy alone. */
    @Test
    void addressesAreThoseThatTheGatewaySaw() {
        assertThat(settings()
                        .path("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING")
                        .asText())
                .isEqualTo("true");
        assertThat(settings()
                        .path("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES")
                        .asText()
                        .split(","))
                .isNotEmpty()
                .allMatch(
                        network -> network.matches("(10|172|192\\.168|100\\.64)\\.[0-9.]+(/[0-9]+)?"),
                        "a private network");
        var in = objects.get("NetworkPolicy/services-in").at("/spec/ingress/0");
        assertThat(in.at("/ports/0/port").asText()).isEqualTo("http");
        assertThat(in.path("from"))
                .hasToString("[{\"namespaceSelector\":{\"matchLabels\":{\"dealflow/gateway\":\"true\"}}}]");
    }

    @Test
    void whatIsReferredToIsThere() {
        for (var object : objects.values()) {
            for (var reference : object.findValues("configMapRef")) {
                assertThat(objects)
                        .containsKey("ConfigMap/" + reference.path("name").asText());
            }
            for (var account : object.findValues("serviceAccountName")) {
                assertThat(objects).containsKey("ServiceAccount/" + account.asText());
            }
            for (var cluster : object.findValues("strimzi.io/cluster")) {
                assertThat(objects.keySet()).contains("Kafka/" + cluster.asText());
            }
            if (!object.path("kind").asText().equals("Namespace")) {
                assertThat(object.at("/metadata/namespace").asText()).isEqualTo("dealflow");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deal", "funnel", "forecast"})
    void portsAndUsersAreThoseOfTheService(String name) throws IOException {
        var service = new Properties();
        var file = Rendering.ROOT.resolve("../../%s-service/src/main/resources/application.properties".formatted(name));
        try (var reader = Files.newBufferedReader(file)) {
            service.load(reader);
        }
        var container = objects.get("Deployment/" + name + "-service").at("/spec/template/spec/containers/0");
        assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(service.get("quarkus.http.port"));
        assertThat(container.at("/ports/1/containerPort").asText()).isEqualTo(service.get("quarkus.management.port"));
        assertThat(objects).containsKey("KafkaUser/" + name + "-service");
    }

    private List<ObjectNode> ofKind(String... kinds) {
        return objects.values().stream()
                .filter(object -> List.of(kinds).contains(object.path("kind").asText()))
                .toList();
    }

    private List<ObjectNode> services() {
        return ofKind("Deployment").stream()
                .filter(object -> object.at("/metadata/name").asText().endsWith("-service"))
                .toList();
    }

    private JsonNode settings() {
        return objects.values().stream()
                .filter(object -> Yaml.name(object).startsWith("ConfigMap/dealflow-settings"))
                .findFirst()
                .orElseThrow()
                .path("data");
    }
}
