package dealflow.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser, Debian's Chromium, without a window. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Dimension WIDE = new Dimension(1360, 900);
    private static final Dimension NARROW = new Dimension(390, 844);

    private final ChromeDriver driver;

    Browser(String language) {
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=" + language);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        driver.manage().window().setSize(WIDE);
    }

    static boolean isThere() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    /** The first that is shown, as soon as there is one. */
    WebElement find(String css) {
        return until(css, () -> driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    /** The first shown of these whose text has this in it. */
    WebElement find(String css, String text) {
        return until(css + " with " + text, () -> all(css).stream()
                .filter(each -> each.isDisplayed() && each.getText().contains(text))
                .findFirst()
                .orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    void click(String css, String text) {
        act(css, text, WebElement::click);
    }

    /** Does it with what is found; again if the page was drawn anew meanwhile. */
    void act(String css, String text, java.util.function.Consumer<WebElement> what) {
        for (var tries = 1; ; tries++) {
            try {
                what.accept(find(css, text));
                return;
            } catch (org.openqa.selenium.StaleElementReferenceException
                    | org.openqa.selenium.ElementClickInterceptedException e) {
                if (tries == 5) {
                    throw e;
                }
            }
        }
    }

    <T> T until(String what, java.util.function.Supplier<T> found) {
        var wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
        return wait.withMessage(() -> "%s at %s, which says: %s"
                        .formatted(
                                what,
                                address(),
                                driver.findElement(By.tagName("body")).getText()))
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(any -> found.get());
    }

    Set<Cookie> cookies() {
        return driver.manage().getCookies();
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    void back() {
        driver.navigate().back();
    }

    void narrow() {
        driver.manage().window().setSize(NARROW);
    }

    void wide() {
        driver.manage().window().setSize(WIDE);
    }

    /** What is wrong with the page for people who do not see, hear or hold as others do: WCAG 2.2, levels A and AA. */
    void assertAccessible() {
        var found = new AxeBuilder()
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze(driver);
        assertThat(found.getViolations())
                .as(address().toString())
                .extracting(rule -> rule.getId() + ": "
                        + rule.getNodes().stream()
                                .map(node -> node.getTarget() + " " + node.getFailureSummary())
                                .toList())
                .isEmpty();
    }

    /** What the browser complained of since it was last asked: scripts that failed, what the content policy refused. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Whatever the page has loaded from elsewhere. */
    @SuppressWarnings("unchecked")
    List<String> foreign() {
        return (List<String>)
                script(
                        "return performance.getEntriesByType('resource').map(each => each.name).filter(name => new URL(name).origin !== location.origin)");
    }

    /** Keeps a picture, to look at. */
    void picture(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
