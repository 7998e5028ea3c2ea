package dealflow.acceptance.console;

import dealflow.acceptance.system.Dealflow;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** Somebody in the console, in a browser of their own. */
final class LoggedIn {

    static final Path PICTURES = Dealflow.ROOT.resolve("deploy/acceptance/target/pictures");

    private LoggedIn() {}

    /** Skips the tests, with a word, where there is no browser. */
    static void assumeBrowser() {
        Assumptions.assumeTrue(
                Browser.isThere(), "There is no Chromium with its driver: deploy/acceptance/browser installs it");
    }

    /** Logged in, as the launcher's page offers it. */
    static void as(String person, String language, Consumer<Browser> story) {
        try (var browser = new Browser(language)) {
            browser.open(Dealflow.stack().console().orElseThrow().address());
            browser.find("button[value=%s]".formatted(person)).click();
            // The login page has a heading, too.
            browser.find("main#main h1");
            story.accept(browser);
        }
    }

    static void open(Browser browser, String path) {
        browser.open(Dealflow.stack().console().orElseThrow().address().resolve(URI.create(path)));
    }
}
