package dealflow.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The client and the pictures that others build upon, made from the API documents as they are now; skipped with a word where there is no npm. */
@ExtendWith(Dealflow.class)
class ClientsIT {

    private static final Path CLIENTS = Dealflow.ROOT.resolve("deploy/clients");
    private static final Path TYPESCRIPT = CLIENTS.resolve("typescript");
    private static final Path PICTURES = CLIENTS.resolve("pictures");
    private static final String PACKAGE = "/node_modules/@dealflow/pictures/";

    @TempDir
    static Path directory;

    @BeforeAll
    static void built() throws Exception {
        var isThere = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
        Assumptions.assumeTrue(isThere, "There is no npm: the TypeScript client is neither built nor tried");
        run(new ProcessBuilder(CLIENTS.resolve("check").toString()));
    }

    @Test
    void theTypeScriptClientIsMadeFromTheApiDocumentsAndWorks() throws Exception {
        var live = new ProcessBuilder("node", "--test", "--test-reporter=spec", "test/live.test.js");
        live.directory(TYPESCRIPT.toFile());
        var stack = Dealflow.stack();
        live.environment()
                .putAll(Map.of(
                        "DEALFLOW_DEALS", stack.deals().api().toString(),
                        "DEALFLOW_FUNNELS", stack.funnels().api().toString(),
                        "DEALFLOW_FORECASTS", stack.forecasts().api().toString(),
                        "DEALFLOW_TOKEN", stack.token(Role.OPS)));
        assertThat(run(live)).as("of the live test").contains("skipped 0");
    }

    /** Nothing but what is in the pack, and its libraries. */
    @Test
    void thePicturesPackDrawsItsExampleInABrowser() throws Exception {
        Assumptions.assumeTrue(Browser.isThere(), "There is no Chromium: the pictures' example is not opened");
        var pack = new ProcessBuilder("npm", "pack", "--silent", "--pack-destination", directory.toString());
        run(pack.directory(PICTURES.toFile()));
        run(new ProcessBuilder("sh", "-c", "tar -xzf *.tgz").directory(directory.toFile()));

        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ClientsIT::answer);
        server.start();
        try (var browser = new Browser("en-GB")) {
            browser.open(URI.create("http://127.0.0.1:%d%sexample/index.html"
                    .formatted(server.getAddress().getPort(), PACKAGE)));
            for (var drawn : List.of(
                    "dealflow-funnel .band",
                    "dealflow-flow button",
                    "dealflow-forecast svg rect",
                    "dealflow-curve#time canvas",
                    "dealflow-curve#trend canvas")) {
                var place = drawn.split(" ", 2);
                browser.until(
                        drawn,
                        () -> browser.script(
                                "const {width, height} = document.querySelector(arguments[0]).shadowRoot"
                                        + ".querySelector(arguments[1])?.getBoundingClientRect() ?? {}; return width > 0 && height > 0 || null",
                                place[0],
                                place[1]));
            }
            browser.script(
                    "document.querySelector('dealflow-funnel').shadowRoot.querySelector('button.number').click()");
            browser.find("#picked", "cell=reached&stage=opportunity");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.foreign()).isEmpty();
            browser.picture(Dealflow.ROOT.resolve("deploy/acceptance/target/pictures"), "package");
            browser.assertAccessible();
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var file = path.startsWith(PACKAGE)
                ? directory.resolve("package").resolve(path.substring(PACKAGE.length()))
                : PICTURES.resolve(path.substring(1));
        try (exchange) {
            if (Files.isRegularFile(file)) {
                var type = path.endsWith(".js")
                        ? "text/javascript"
                        : path.endsWith(".json") ? "application/json" : "text/html";
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(200, 0);
                Files.copy(file, exchange.getResponseBody());
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    /** Runs a command to its good end, and returns what it said. */
    private static String run(ProcessBuilder command) throws IOException, InterruptedException {
        var said = Files.createTempFile(directory, "clients", ".log");
        var running =
                command.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            Dealflow.await(command.command() + " is done", () -> !running.isAlive());
            assertThat(running.exitValue()).as(Files.readString(said)).isZero();
            return Files.readString(said);
        } finally {
            running.destroy();
        }
    }
}
