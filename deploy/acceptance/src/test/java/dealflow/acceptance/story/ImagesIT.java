package dealflow.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.stack.Service;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** With the three images in the services' places, against the same PostgreSQL and Kafka; late, since the services stay stopped. */
@Isolated
@Order(Integer.MAX_VALUE - 1)
class ImagesIT extends AbstractWholeStory {

    private static final Map<Service, Container> CONTAINERS = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    ImagesIT() {
        super("story-in-images");
    }

    @BeforeAll
    static void startImages() throws Exception {
        var missing = Container.missing();
        if (missing != null) {
            System.out.println("The images were not run: " + missing);
        }
        assumeTrue(missing == null, missing);
        for (var service : Dealflow.services()) {
            service.stop();
        }
        for (var service : Dealflow.services()) {
            var container = new Container(service);
            CONTAINERS.put(service, container);
            container.start(folder);
        }
        CONTAINERS.forEach((service, container) -> {
            Dealflow.await(service.name() + " is ready in its image", () -> ready(service));
        });
    }

    private static boolean ready(Service service) {
        try {
            return RestAssured.get(service.health() + "/ready").statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    @AfterAll
    static void remove() {
        CONTAINERS.values().forEach(Container::close);
    }

    @Test
    void theyRunAsNobodyOnARootThatNobodyWritesTo() throws Exception {
        for (var container : CONTAINERS.values()) {
            assertThat(container.proc("status"))
                    .containsPattern("Uid:\\s10001\\s10001\\s")
                    .containsPattern("CapEff:\\s0+\\n")
                    .containsPattern("CapBnd:\\s0+\\n")
                    .containsPattern("NoNewPrivs:\\s1\\n")
                    .containsPattern("Seccomp:\\s2\\n");
            assertThat(container.proc("mounts")).containsPattern("(?m)^\\S+ / \\S+ ro,");
            assertThat(container.canRun("java", "--version"))
                    .as("a program that is there")
                    .isTrue();
            for (var shell : new String[] {"sh", "/bin/sh", "bash", "/bin/busybox"}) {
                assertThat(container.canRun(shell)).as(shell).isFalse();
            }
            assertThat(container.inspect("json .Config.Labels"))
                    .contains("org.opencontainers.image.title", "org.opencontainers.image.version", "dealflow.java");
        }
    }

    @Test
    void startAndMemoryAreTold() throws Exception {
        for (var entry : CONTAINERS.entrySet()) {
            var container = entry.getValue();
            var started = Pattern.compile("started in ([\\d.]+)s").matcher(container.logs());
            assertThat(started.find()).as(container.logs()).isTrue();
            var resident = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(container.proc("status"));
            assertThat(resident.find()).isTrue();
            System.out.printf(
                    "Image of the %s, %s: %d MB as a file; ready in %s s, %d MB resident%n",
                    entry.getKey().name(),
                    container.inspect("index .Config.Labels \"dealflow.java\""),
                    Files.size(Dealflow.ROOT.resolve(
                                    "deploy/images/target/" + entry.getKey().name() + ".tar"))
                            >> 20,
                    started.group(1),
                    Integer.parseInt(resident.group(1)) >> 10);
        }
    }
}
