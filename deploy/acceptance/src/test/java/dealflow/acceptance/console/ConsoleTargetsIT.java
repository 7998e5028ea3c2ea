package dealflow.acceptance.console;

import static dealflow.acceptance.console.LoggedIn.PICTURES;
import static dealflow.acceptance.console.LoggedIn.as;
import static dealflow.acceptance.console.LoggedIn.open;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Targets in the console's meeting, in a real browser; skipped with a word where there is none. */
@ExtendWith(Dealflow.class)
class ConsoleTargetsIT {

    private static final String PIPELINE = "aims";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String NEXT =
            quarterOf(LocalDate.ofInstant(NOW, ZoneOffset.UTC).plusMonths(3));

    private static String quarterOf(LocalDate day) {
        return day.getYear() + "-Q" + (day.getMonthValue() + 2) / 3;
    }

    /** Ann and bob are in the north, cem in the south; every third of their deals is won. */
    @BeforeAll
    static void company() {
        LoggedIn.assumeBrowser();
        Dealflow.createPipeline(
                """
                {"key":"%s","names":{"en":"Aims"},"currency":"USD","timeZone":"UTC","skips":"ALLOWED","stages":[
                 {"key":"talks","names":{"en":"Talks"},"place":"FUNNEL","buyingPhase":"NEED_FORMATION"}],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":["price"]}"""
                        .formatted(PIPELINE));
        Dealflow.importLines(
                IntStream.range(0, 240).mapToObj(ConsoleTargetsIT::line).toList());
        Dealflow.awaitProjections();
    }

    private static String line(int i) {
        var owner = List.of("ann", "bob", "cem").get(i % 3);
        var began = 480 - 2 * i;
        var decided = began - 30;
        var end = decided <= 0
                ? ""
                : i / 3 % 3 == 0
                        ? ",{\"to\":\"won\",\"at\":\"%s\"}".formatted(ago(decided))
                        : ",{\"to\":\"lost\",\"reason\":\"price\",\"at\":\"%s\"}".formatted(ago(decided));
        return """
               {"externalId":"A%d","pipeline":"%s","title":"Order %1$d","owner":"%s","team":"%s",\
               "amount":{"amount":"1000.00","currency":"USD"},"history":[{"to":"talks","at":"%s"}%s]}"""
                .formatted(i, PIPELINE, owner, owner.equals("cem") ? "aims-south" : "aims-north", ago(began), end);
    }

    private static String ago(int days) {
        return NOW.minus(days, ChronoUnit.DAYS).toString();
    }

    @Test
    void aTargetIsDividedSavedAndAddedUpAgain() {
        as("ops", "en-GB", browser -> {
            open(browser, meeting("owner"));
            browser.find("dealflow-proposal input[name=total]").sendKeys("30000");
            browser.click("dealflow-proposal button", "Propose");
            var parts = browser.until("the parts", () -> {
                var inputs = browser.all("dealflow-proposal tbody input");
                return inputs.size() == 3 ? inputs : null;
            });
            assertThat(parts.stream()
                            .mapToDouble(part -> Double.parseDouble(part.getAttribute("value")))
                            .sum())
                    .isEqualTo(30000);
            // Somebody knows better: the sum says what that makes of all.
            parts.get(0).clear();
            parts.get(0).sendKeys("12000");
            browser.picture(PICTURES, "meeting-proposal");
            browser.assertAccessible();
            browser.click("dealflow-proposal button", "Save as targets");
            browser.find("dealflow-proposal output", "Saved");
            assertThat(row(browser, "ann").getText()).contains("12,000");

            // All have the sum of what people have.
            assertThat(browser.find("main tfoot").getText()).contains("Σ");
            assertThat(browser.find("main .card").getText()).contains("Sum of the targets below");

            // Numbers of deals are targets like any other.
            open(
                    browser,
                    "/forecast?view=targets&metric=won&interval=quarter&year=%s&team=aims-north&pipeline=%s"
                            .formatted(NEXT.substring(0, 4), PIPELINE));
            browser.find("main input[name='%s']".formatted(NEXT)).sendKeys("7");
            browser.click("main .forecast-targets ~ p button", "Save");
            browser.find("main output", "Saved");
            browser.assertAccessible();

            open(browser, meeting("reports"));
            assertThat(row(browser, "aims-north").getText()).contains("0 of 7");
            browser.picture(PICTURES, "meeting-reports");
            browser.assertAccessible();
            row(browser, "aims-north").findElement(By.tagName("a")).click();
            browser.until(
                    "those of the north",
                    () -> browser.all("main tbody th a").stream()
                                    .map(WebElement::getText)
                                    .toList()
                                    .equals(List.of("ann", "bob"))
                            ? true
                            : null);
            assertThat(new Select(browser.find("main select[name=by]"))
                            .getFirstSelectedOption()
                            .getAttribute("value"))
                    .isEqualTo("reports");
            assertThat(browser.complaints()).isEmpty();
        });
    }

    private static String meeting(String by) {
        return "/forecast?view=meeting&by=%s&period=%s&pipeline=%s".formatted(by, NEXT, PIPELINE);
    }

    private static WebElement row(Browser browser, String group) {
        return browser.until(group, () -> browser.all("main table tbody tr").stream()
                .filter(row -> row.findElement(By.tagName("th")).getText().equals(group))
                .findFirst()
                .orElse(null));
    }
}
