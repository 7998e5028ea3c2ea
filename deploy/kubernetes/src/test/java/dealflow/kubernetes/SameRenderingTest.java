package dealflow.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kustomize and the chart give a cluster the same objects. */
class SameRenderingTest {

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void kustomizeAndHelmGiveTheSameObjects(String overlay) {
        var kustomize = bare(Rendering.kustomize(overlay));
        assertThat(kustomize).hasSizeGreaterThan(30);
        var helm = bare(Rendering.helm(overlay));
        assertThat(helm.keySet()).isEqualTo(kustomize.keySet());
        kustomize.forEach((name, object) -> assertThat(helm.get(name)).as(name).isEqualTo(object));
    }

    @Test
    void theTwoStepsOfTheChartTogetherAreTheWhole() {
        var steps = new TreeMap<>(bare(Rendering.helm("prod", "platform")));
        var services = bare(Rendering.helm("prod", "services"));
        assertThat(steps).isNotEmpty().doesNotContainKeys(services.keySet().toArray(String[]::new));
        steps.putAll(services);
        assertThat(steps).isEqualTo(bare(Rendering.helm("prod")));
    }

    /** Without what the two tools do in their own ways: new pods for new settings, hooks, the namespace itself. */
    private static Map<String, JsonNode> bare(List<ObjectNode> objects) {
        var bare = new TreeMap<String, JsonNode>();
        for (var object : objects) {
            if (object.path("kind").asText().equals("Namespace")) {
                continue;
            }
            ((ObjectNode) object.path("metadata")).remove("annotations");
            if (object.at("/spec/template/metadata") instanceof ObjectNode pod) {
                pod.remove("annotations");
            }
            var plain = Yaml.objects(object.toString().replaceAll("(dealflow-settings)-[a-z0-9]{10}", "$1"))
                    .get(0);
            bare.put(Yaml.name(plain), plain);
        }
        return bare;
    }
}
