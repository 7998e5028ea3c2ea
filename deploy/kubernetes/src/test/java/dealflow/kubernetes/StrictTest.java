package dealflow.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every object is one that its kind knows, to the last field; and a typing error anywhere is noticed. */
class StrictTest {

    /** Maps whose keys are the user's own, by the name of their field. */
    private static final Set<String> FREE = Set.of(
            "labels",
            "annotations",
            "matchLabels",
            "selector",
            "data",
            "requests",
            "limits",
            "config",
            "parameters",
            "metadata of triggers",
            "jvmOptions -XX",
            "values");

    @TestFactory
    Stream<DynamicTest> everyRenderedObject() {
        return Rendering.OVERLAYS.stream().flatMap(overlay -> Rendering.kustomize(overlay).stream()
                .map(object -> dynamicTest(overlay + " " + Yaml.name(object), () -> assertThat(Kinds.problems(object))
                        .isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> everyObjectOfTheChart() {
        return Stream.of("dev", "prod").flatMap(overlay -> Rendering.helm(overlay).stream()
                .map(object -> dynamicTest(overlay + " " + Yaml.name(object), () -> assertThat(Kinds.problems(object))
                        .isEmpty())));
    }

    /** Also what no overlay takes up, with or without a tool to render it. */
    @TestFactory
    Stream<DynamicTest> everyFile() throws IOException {
        return files().map(file -> dynamicTest(Rendering.ROOT.relativize(file).toString(), () -> {
            for (var object : Yaml.objects(file)) {
                assertThat(Kinds.problems(object)).as(Yaml.name(object)).isEmpty();
            }
        }));
    }

    @Test
    void aTypingErrorInAnyMapOfAnyKindIsNoticed() throws IOException {
        var kinds = new TreeSet<String>();
        var unnoticed = new TreeSet<String>();
        for (var file : files().toList()) {
            for (var object : Yaml.objects(file)) {
                kinds.add(object.path("kind").asText());
                for (var place : maps(object, "")) {
                    place.map().put("tpyo", "x");
                    if (Kinds.problems(object).isEmpty()) {
                        unnoticed.add(object.path("kind").asText() + place.path());
                    }
                    place.map().remove("tpyo");
                }
            }
        }
        assertThat(kinds).as("kinds that were tried").hasSizeGreaterThan(20);
        assertThat(unnoticed).isEmpty();
    }

    private record Place(String path, ObjectNode map) {}

    private static List<Place> maps(JsonNode node, String path) {
        var maps = new ArrayList<Place>();
        if (node instanceof ObjectNode map) {
            maps.add(new Place(path, map));
            var names = new HashSet<String>();
            map.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                if (!FREE.contains(name) && !(path.endsWith("/triggers") && name.equals("metadata"))) {
                    maps.addAll(maps(map.get(name), path + "/" + name));
                }
            }
        } else if (node.isArray()) {
            node.forEach(item -> maps.addAll(maps(item, path)));
        }
        return maps;
    }

    private static Stream<Path> files() throws IOException {
        return Stream.of("base", "components")
                .flatMap(folder -> {
                    try {
                        return Files.walk(Rendering.ROOT.resolve(folder));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(file -> file.toString().endsWith(".yaml"))
                .filter(file -> !file.getFileName().toString().equals("kustomization.yaml"))
                .filter(file -> !file.getParent().endsWith("patches"));
    }
}
