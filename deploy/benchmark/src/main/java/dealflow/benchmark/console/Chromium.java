package dealflow.benchmark.console;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a window, with its stopwatch. */
final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Notes in the page itself when its content is there: asking from outside would be work for what is measured. */
    private static final String STOPWATCH =
            """
            addEventListener('DOMContentLoaded', () => {
              const look = () => {
                const content = sessionStorage.getItem('content');
                if (content && window.usable === undefined && document.querySelector(content)) {
                  window.usable = 0;
                  // Drawn, too: after the next frame.
                  requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now(); }));
                }
              };
              new MutationObserver(look).observe(document.documentElement, {childList: true, subtree: true});
              look();
            });
            """;

    final ChromeDriver driver;

    Chromium() {
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-GB");
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                        .build(),
                options);
        driver.manage().window().setSize(new Dimension(1360, 900));
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", STOPWATCH));
    }

    void logIn(URI console, String person) {
        driver.get(console.toString());
        await(() -> isThere("button[value=%s]".formatted(person)), "the login");
        driver.findElement(By.cssSelector("button[value=%s]".formatted(person))).click();
        await(() -> isThere("main#main h1"), "the console");
    }

    /**
     * Goes to a page, and waits until it can be used.
     *
     * @param content what is there then
     * @param isFirst whether nothing of the console is in the browser's cache
     */
    Visit visit(URI address, String content, boolean isFirst) {
        script("sessionStorage.setItem('content', arguments[0])", content);
        if (isFirst) {
            driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        }
        var before = processor();
        driver.get(address.toString());
        await(() -> number("return window.usable || 0") > 0, content + " at " + address);
        var taken = processor() - before;
        return new Visit(
                number("return window.usable"),
                taken,
                number(
                        "return performance.getEntriesByType('resource').filter(each => each.startTime < window.usable).length"),
                number("return performance.getEntriesByType('resource').filter(each => each.initiatorType !== 'fetch')"
                        + ".reduce((sum, each) => sum + each.encodedBodySize, 0)"));
    }

    /** What all processes of the browser have taken of a processor until now, in milliseconds. */
    double processor() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::info)
                .filter(process -> process.command().orElse("").contains("chromium"))
                .mapToLong(process ->
                        process.totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum();
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    double number(String script, Object... arguments) {
        return ((Number) script(script, arguments)).doubleValue();
    }

    boolean isThere(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    void await(BooleanSupplier condition, String what) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s did not come; there is: %s".formatted(what, script("return document.body.innerText")));
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
