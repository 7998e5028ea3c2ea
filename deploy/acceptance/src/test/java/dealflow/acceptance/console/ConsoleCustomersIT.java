package dealflow.acceptance.console;

import static dealflow.acceptance.console.LoggedIn.PICTURES;
import static dealflow.acceptance.console.LoggedIn.as;
import static dealflow.acceptance.console.LoggedIn.open;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The console's page of customers, in a real browser; skipped with a word where there is none. */
@ExtendWith(Dealflow.class)
class ConsoleCustomersIT {

    private static final String PIPELINE = "buyers";

    @BeforeAll
    static void company() {
        LoggedIn.assumeBrowser();
        Dealflow.createPipeline(
                "{\"key\":\"%s\",\"template\":\"buyer-aligned-7\",\"currency\":\"USD\",\"timeZone\":\"UTC\"}"
                        .formatted(PIPELINE));
        Dealflow.importLines(
                List.of(line("B1", "Tern Lighting GmbH", "DE", "rep"), line("B2", "TERN Lighting", "AT", "other")));
    }

    /** Won for 1,000, half of it due long ago, and 200 of that paid. */
    private static String line(String key, String customer, String country, String owner) {
        return """
               {"externalId":"%s","pipeline":"%s","title":"Order %1$s","customer":{"name":"%s","country":"%s"},"owner":"%s","team":"north",\
               "amount":{"amount":"1000.00","currency":"USD"},\
               "paymentTerms":[{"milestone":"ORDER","share":0.5,"offsetDays":7},{"milestone":"DELIVERY","share":0.5,"offsetDays":0}],\
               "payments":[{"amount":{"amount":"200.00","currency":"USD"},"receivedOn":"2026-03-02"}],\
               "history":[{"to":"opportunity","at":"2026-01-05T09:00:00Z"},{"to":"won","at":"2026-02-05T09:00:00Z"}]}"""
                .formatted(key, PIPELINE, customer, country, owner);
    }

    @Test
    void aCustomerIsFoundWithItsDealsAndWhatItOwesAndTwoThatAreOneAreMerged() {
        as("rep", "en-GB", browser -> {
            browser.click("header nav a", "Customers");
            search(browser, "tern");
            assertThat(browser.all("main tbody th a"))
                    .as("those of their own deals")
                    .extracting(WebElement::getText)
                    .containsExactly("Tern Lighting GmbH");
            assertThat(browser.all("main tbody input")).as("nothing to merge").isEmpty();
        });
        as("ops", "en-GB", browser -> {
            open(browser, "/customers?pipeline=" + PIPELINE);
            search(browser, "TERN light");
            browser.until("both", () -> browser.all("main tbody tr").size() == 2 ? true : null);
            assertThat(browser.address().getQuery()).contains("q=TERN");
            browser.click("main tbody th a", "Tern Lighting GmbH");
            browser.find("main h1", "Tern Lighting GmbH");
            assertThat(browser.find(".customer-owed tbody tr").getText()).contains("1,000", "200", "800", "300");
            browser.find(".customer-deals a", "Order B1");
            browser.picture(PICTURES, "customer");
            browser.assertAccessible();
            var kept = browser.address().getPath();

            open(browser, "/customers?view=duplicates&pipeline=" + PIPELINE);
            var pair = browser.find("main li.card", "Tern Lighting GmbH");
            assertThat(pair.getText()).contains("The same name", "but of several countries");
            browser.picture(PICTURES, "customers-duplicates");
            browser.assertAccessible();
            pair.findElement(By.tagName("button")).click();
            browser.find("dialog[open] label", "Tern Lighting GmbH").click();
            browser.assertAccessible();
            browser.click("dialog[open] button.main", "Merge");
            browser.until(
                    "they are one",
                    () -> browser.all("main li.card").stream()
                                    .noneMatch(each -> each.getText().contains("Tern"))
                            ? true
                            : null);

            open(browser, kept + "?pipeline=" + PIPELINE);
            browser.find(".customer-deals a", "Order B2");
            assertThat(browser.find(".customer-owed tbody tr").getText()).contains("2,000", "400", "1,600", "600");
            assertThat(browser.complaints()).isEmpty();
        });
        assertThat(Dealflow.deals(Role.OPS).get("/customers?q=tern").jsonPath().getList("items"))
                .hasSize(1);
    }

    private static void search(Browser browser, String words) {
        var field = browser.find("main input[type=search]");
        field.clear();
        field.sendKeys(words);
        browser.click("main form button", "Find");
        browser.until(
                "asked", () -> String.valueOf(browser.address().getQuery()).contains("q=") ? true : null);
        browser.until("found", () -> browser.all("main [aria-busy=true]").isEmpty() ? true : null);
    }
}
