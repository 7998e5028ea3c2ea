package dealflow.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What is sent to a cluster, made by the tools that operations use. */
final class Rendering {

    static final Path ROOT = Path.of(System.getProperty("dealflow.root", "../.."), "deploy/kubernetes");
    static final List<String> OVERLAYS = List.of("dev", "prod", "prod-debezium");

    private Rendering() {}

    /** By the Kustomize in kubectl. Only where there is neither, and not in CI, the test is skipped. */
    static List<ObjectNode> kustomize(String overlay) {
        var tool = Stream.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))
                .filter(command -> installed(command.get(0)))
                .findFirst();
        Assumptions.assumeTrue(
                tool.isPresent() || System.getenv("CI") != null, "needs kubectl or kustomize on the PATH");
        var folder = ROOT.resolve("overlays").resolve(overlay).toString();
        return Yaml.objects(run(tool.orElseThrow(), folder));
    }

    private static boolean installed(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static String run(List<String> command, String folder) {
        try {
            var process = new ProcessBuilder(
                            Stream.concat(command.stream(), Stream.of(folder)).toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " refused " + folder);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<ObjectNode> helm(String overlay) {
        return helm(overlay, "all");
    }

    /** Without hooks, which the library leaves out of what it returns. */
    static List<ObjectNode> helm(String overlay, String step) {
        var chart = ROOT.resolve("helm/dealflow");
        var template = new Helm(chart)
                .template()
                .withName("dealflow")
                .withNamespace("dealflow")
                .set("hooks", "false")
                .set("step", step);
        if (overlay.equals("dev")) {
            template.withValuesFile(chart.resolve("values-dev.yaml"));
        }
        return Yaml.objects(template.call());
    }
}
