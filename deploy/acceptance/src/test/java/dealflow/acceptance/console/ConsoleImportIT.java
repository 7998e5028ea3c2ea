package dealflow.acceptance.console;

import static dealflow.acceptance.console.LoggedIn.PICTURES;
import static dealflow.acceptance.console.LoggedIn.as;
import static dealflow.acceptance.console.LoggedIn.open;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** A file on its way in through the console, in a real browser; skipped with a word where there is none. */
@ExtendWith(Dealflow.class)
class ConsoleImportIT {

    private static final String PIPELINE = "taken";
    private static final Path EXPORT = Dealflow.ROOT.resolve("deal-service/src/test/resources/exports/hubspot.csv");

    @BeforeAll
    static void company() {
        LoggedIn.assumeBrowser();
        Dealflow.createPipeline(
                "{\"key\":\"%s\",\"template\":\"buyer-aligned-7\",\"currency\":\"USD\",\"timeZone\":\"UTC\"}"
                        .formatted(PIPELINE));
    }

    /** What the service takes it for is shown, and corrected, before anything is taken. */
    @Test
    void anExportIsRecognisedCorrectedAndTaken() {
        as("ops", "en-GB", browser -> {
            open(browser, "/import?pipeline=" + PIPELINE);
            browser.find(".drop");
            browser.all(".drop input").get(0).sendKeys(EXPORT.toString());
            assertThat(browser.find("select[name=system]").getAttribute("value"))
                    .isEqualTo("HUBSPOT");
            assertThat(browser.find("#column-owner").getAttribute("value")).isEqualTo("Deal owner");
            browser.find(".import-warnings li", "“Parked by Bob” stands for no stage yet");
            browser.find("main .warning", "7 of the 11 lines looked at would be refused");
            browser.picture(PICTURES, "import-recognised");
            browser.assertAccessible();
            assertThat(deals()).isZero();

            var word = browser.find(".import-stages tr", "Parked by Bob");
            new Select(word.findElement(By.tagName("select"))).selectByValue("needs-confirmed");
            browser.find("main .warning", "6 of the 11 lines looked at would be refused");
            assertThat(browser.all(".import-warnings li"))
                    .extracting(WebElement::getText)
                    .noneMatch(text -> text.contains("Parked by Bob"));
            browser.click("main summary", "Other names for owners");
            var owner = browser.find(".import-owners tr", "Ann Berg").findElement(By.tagName("input"));
            owner.sendKeys("ann\t");
            browser.find(".import-preview td", "ann");

            browser.click("main button", "Import into");
            browser.find("dialog[open] .warning", "6 of the 11");
            browser.click("dialog[open] button.main", "Import");
            browser.find("main h1", "Import of hubspot.csv");
            browser.find("main h2", "Refused lines");
            browser.until("done", () -> deals() == 5 ? true : null);
            assertThat(browser.all("main tbody tr").size()).isEqualTo(6);
            assertThat(browser.complaints()).isEmpty();
        });
        var parked = Dealflow.deals(Role.OPS)
                .get("/deals?pipeline=%s&externalId=9182736460".formatted(PIPELINE))
                .jsonPath();
        assertThat(parked.getString("items[0].stage")).isEqualTo("needs-confirmed");
        assertThat(parked.getString("items[0].owner")).isEqualTo("ann");
    }

    private static int deals() {
        return Dealflow.deals(Role.OPS)
                .get("/deals?pipeline=" + PIPELINE)
                .jsonPath()
                .getList("items")
                .size();
    }
}
