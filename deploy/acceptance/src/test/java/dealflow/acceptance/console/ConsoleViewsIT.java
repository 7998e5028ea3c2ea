package dealflow.acceptance.console;

import static dealflow.acceptance.console.LoggedIn.PICTURES;
import static dealflow.acceptance.console.LoggedIn.as;
import static dealflow.acceptance.console.LoggedIn.open;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Views of the board, filters by own fields and the page of those fields, in a real browser; skipped with a word where there is none. */
@ExtendWith(Dealflow.class)
class ConsoleViewsIT {

    private static final String PIPELINE = "viewed";
    private static final String PORT = "console-port";
    private static final String GRADE = "console-grade";

    @BeforeAll
    static void company() {
        LoggedIn.assumeBrowser();
        Dealflow.createPipeline(
                "{\"key\":\"%s\",\"template\":\"buyer-aligned-7\",\"names\":{\"en\":\"Viewed\"},\"currency\":\"USD\",\"timeZone\":\"UTC\"}"
                        .formatted(PIPELINE));
        define(
                PORT,
                ",\"choices\":[{\"key\":\"NGB\",\"names\":{\"en\":\"Ningbo\",\"zh\":\"宁波\"}},{\"key\":\"SHA\"}]",
                false);
        Dealflow.importLines(List.of(
                line("Rope lights", "rep", 5000, "NGB"),
                line("Street lights", "rep", 90000, "NGB"),
                line("Lamps", "other", 70000, "SHA"),
                line("Poles", "other", 3000, null)));
        Dealflow.awaitProjections();
    }

    /** Others' deals are asked for nothing by what these tests define. */
    @AfterAll
    static void retire() {
        if (Browser.isThere()) {
            define(PORT, ",\"choices\":[{\"key\":\"NGB\"},{\"key\":\"SHA\"}]", true);
        }
    }

    private static void define(String key, String more, boolean retired) {
        Dealflow.deals(Role.OPS)
                .contentType("application/json")
                .body(
                        "{\"type\":\"ONE_OF\",\"names\":{\"en\":\"Port of lading\",\"zh\":\"装货港\"},\"dimension\":true,\"retired\":%s%s}"
                                .formatted(retired, more))
                .put("/fields/" + key)
                .then()
                .statusCode(200);
    }

    private static String line(String title, String owner, int amount, String port) {
        return """
               {"externalId":"%s","pipeline":"%s","title":"%1$s","owner":"%s","team":"north","amount":{"amount":"%d.00","currency":"USD"},\
               "fields":{%s},"history":[{"to":"opportunity","at":"2026-11-01T09:00:00Z"}]}"""
                .formatted(title, PIPELINE, owner, amount, port == null ? "" : "\"%s\":\"%s\"".formatted(PORT, port));
    }

    private static void shows(Browser browser, String... titles) {
        browser.until(
                "the board shows " + List.of(titles),
                () -> browser.all(".board-card > a").stream()
                                .map(WebElement::getText)
                                .collect(Collectors.toSet())
                                .equals(java.util.Set.of(titles))
                        ? true
                        : null);
    }

    @Test
    void aViewIsKeptSentChangedAndDeleted() {
        as("ops", "en-GB", browser -> {
            open(browser, "/board?pipeline=" + PIPELINE);
            shows(browser, "Rope lights", "Street lights", "Lamps", "Poles");
            // By the keyboard alone.
            browser.find(".board-filters summary", "Port of lading").sendKeys(Keys.ENTER);
            browser.find(".board-filters .tick", "Ningbo")
                    .findElement(By.tagName("input"))
                    .sendKeys(Keys.SPACE);
            shows(browser, "Rope lights", "Street lights");
            assertThat(browser.address().getQuery()).contains("field=%s:NGB".formatted(PORT));
            browser.picture(PICTURES, "board-own-field");
            browser.assertAccessible();

            browser.click(".board-views button", "Save this view");
            assertThat(browser.find("dialog[open] .note").getText()).contains(PORT + ":NGB");
            browser.find("dialog[open] input[name=name]").sendKeys("From Ningbo");
            new Select(browser.find("dialog[open] select[name=sharedWith]")).selectByValue("ALL");
            browser.assertAccessible();
            browser.click("dialog[open] button.main", "Save");
            browser.find(".board-views summary", "From Ningbo");
            shows(browser, "Rope lights", "Street lights");
            var address = browser.address();
            assertThat(address.getQuery()).contains("view=from-ningbo-").doesNotContain("field=");

            // What comes to the view while one looks at it, and what goes.
            patch("Lamps", "{\"fields\":{\"%s\":\"NGB\"}}");
            shows(browser, "Rope lights", "Street lights", "Lamps");
            patch("Lamps", "{\"fields\":{\"%s\":\"SHA\"}}");
            shows(browser, "Rope lights", "Street lights");

            // Sent to somebody, who sees of it what is theirs.
            as("rep", "zh-CN", other -> {
                other.open(address);
                other.find(".board-views summary", "From Ningbo");
                shows(other, "Rope lights", "Street lights");
                other.find(".board-filters summary", "装货港");
                assertThat(other.all(".board-views button"))
                        .as("it is not theirs to change")
                        .extracting(WebElement::getText)
                        .containsExactly("保存此视图…");
                other.picture(PICTURES, "board-view-zh");
                other.assertAccessible();
                assertThat(other.complaints()).isEmpty();
            });

            var most = browser.find(".board-filters input[type=number]");
            most.sendKeys("10000", Keys.TAB);
            shows(browser, "Street lights");
            browser.click(".board-views button", "Change the view");
            browser.click("dialog[open] button.main", "Save");
            browser.until("it is kept", () -> browser.address().getQuery().contains("amount") ? null : true);
            shows(browser, "Street lights");
            browser.click(".board-views summary", "From Ningbo");
            browser.click(".board-views a", "All deals");
            shows(browser, "Rope lights", "Street lights", "Lamps", "Poles");
            browser.back();
            shows(browser, "Street lights");
            browser.click(".board-views button", "Delete the view");
            browser.click("dialog[open] button.main", "Delete");
            browser.find(".board-views summary", "All deals");
            assertThat(browser.complaints()).isEmpty();
        });
        assertThat(Dealflow.deals(Role.OPS).get("/views?limit=500").jsonPath().getList("items.names.en"))
                .doesNotContain("From Ningbo");
    }

    private static void patch(String title, String patch) {
        String deal = Dealflow.deals(Role.OPS)
                .get("/deals?pipeline=%s&externalId=%s".formatted(PIPELINE, title))
                .path("items[0].id");
        Dealflow.deals(Role.OPS)
                .contentType("application/merge-patch+json")
                .body(patch.formatted(PORT))
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
    }

    @Test
    void theFunnelIsAskedAboutAnOwnField() {
        as("ops", "en-GB", browser -> {
            open(browser, "/funnel?pipeline=" + PIPELINE);
            entered(browser, 4);
            browser.find(".filters label", "Port of lading");
            choose(browser, "Ningbo");
            entered(browser, 2);
            choose(browser, "(none)");
            entered(browser, 1);
            browser.assertAccessible();
            open(browser, "/funnel?view=flow&pipeline=%s&field=%s:SHA".formatted(PIPELINE, PORT));
            browser.find("main table");
            assertThat(browser.complaints()).isEmpty();
        });
    }

    private static void choose(Browser browser, String value) {
        browser.act(".filters label", "Port of lading", label -> new Select(label.findElement(By.tagName("select")))
                .selectByVisibleText(value));
    }

    private static void entered(Browser browser, int deals) {
        browser.until(
                "so many entered: " + deals,
                () -> browser.all(".figures .card").stream()
                                .anyMatch(card -> card.getText().contains("Entered")
                                        && card.findElement(By.tagName("button"))
                                                .getText()
                                                .equals(String.valueOf(deals)))
                        ? true
                        : null);
    }

    @Test
    void aTeamIsPutBelowAnotherFromADayOn() {
        var over = "over-" + PIPELINE;
        var below = "below-" + PIPELINE;
        as("ops", "en-GB", browser -> {
            open(browser, "/operations?view=teams&pipeline=" + PIPELINE);
            for (var team : List.of(over, below)) {
                browser.click("main button", "New team");
                browser.find("dialog[open] input[name=key]").sendKeys(team);
                browser.find("dialog[open] input[name=en]").sendKeys("Team " + team);
                if (team.equals(below)) {
                    new Select(browser.find("dialog[open] select[name=parent]")).selectByValue(over);
                    browser.find("dialog[open] textarea").sendKeys("mia@example.com\ntom@example.com");
                }
                browser.assertAccessible();
                browser.click("dialog[open] button.main", "Define");
                browser.find("main tbody tr", "Team " + team);
            }
            assertThat(browser.find("main tbody tr", "Team " + below).getText())
                    .contains("mia@example.com, tom@example.com");
            browser.picture(PICTURES, "teams");
            browser.assertAccessible();

            // What the service refuses is said where it was asked.
            browser.click("main button[aria-label='Change: Team %s']".formatted(over), "Change");
            new Select(browser.find("dialog[open] select[name=parent]")).selectByValue(below);
            browser.click("dialog[open] button.main", "Save");
            browser.find("dialog[open] .problem", "a part of itself");
            browser.click("dialog[open] button", "Cancel");
            browser.narrow();
            assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(browser.complaints()).as("but of the refusal").allMatch(each -> each.contains("422"));
        });
        var kept = Dealflow.deals(Role.OPS).get("/teams/" + below).jsonPath();
        assertThat(kept.getString("states[0].parent")).isEqualTo(over);
        assertThat(kept.getList("states[0].managers")).containsExactly("mia@example.com", "tom@example.com");
    }

    @Test
    void aFieldIsDefinedChangedAndRetired() {
        as("ops", "en-GB", browser -> {
            open(browser, "/operations?view=fields&pipeline=" + PIPELINE);
            assertThat(browser.find(".own-field", "Port of lading").getText())
                    .contains(PORT, "One of some choices", "Ningbo", "nowhere");
            browser.click("main button", "New field");
            browser.find("dialog[open] input[name=key]").sendKeys(GRADE);
            browser.find("dialog[open] input[name=en]").sendKeys("Grade");
            browser.find("dialog[open] input[name=zh]").sendKeys("等级");
            assertThat(browser.find("dialog[open] input[name=pattern]").isDisplayed())
                    .isTrue();
            new Select(browser.find("dialog[open] select[name=type]")).selectByValue("SEVERAL_OF");
            assertThat(browser.all("dialog[open] input[name=pattern]")).noneMatch(WebElement::isDisplayed);
            browser.find("dialog[open] textarea").sendKeys("A | Best | 最好\nB");
            new Select(browser.find("dialog[open] select[name='gate:%s']".formatted(PIPELINE)))
                    .selectByValue("solution-confirmed");
            browser.find("dialog[open] label", "filtered by it").click();
            browser.picture(PICTURES, "field-new");
            browser.assertAccessible();
            browser.click("dialog[open] button.main", "Define");
            var card = browser.find(".own-field", "Grade");
            assertThat(card.getText())
                    .contains("Several choices", "Best, B", "Viewed: from “Solution confirmed” on", "yes");
            browser.picture(PICTURES, "fields");
            browser.assertAccessible();

            browser.click(".own-field button[aria-label='Change: Grade']", "Change");
            var choices = browser.find("dialog[open] textarea");
            assertThat(choices.getAttribute("value")).isEqualTo("A | Best | 最好\nB");
            choices.sendKeys("\nC");
            browser.click("dialog[open] button.main", "Save");
            browser.find(".own-field", "Best, B, C");

            // What the service refuses is said where it was asked.
            browser.click(".own-field button[aria-label='Change: Grade']", "Change");
            browser.find("dialog[open] textarea").clear();
            browser.find("dialog[open] textarea").sendKeys("A");
            browser.click("dialog[open] button.main", "Save");
            browser.find("dialog[open] .problem", "must still have 'B'");
            browser.click("dialog[open] button", "Cancel");

            browser.click(".own-field button[aria-label='Retire: Grade']", "Retire");
            browser.click("dialog[open] button.main", "Retire");
            browser.find("main summary", "Retired");
            browser.until(
                    "it is not in use",
                    () -> browser.all(".own-field").stream()
                                    .filter(WebElement::isDisplayed)
                                    .noneMatch(each -> each.getText().contains("Grade"))
                            ? true
                            : null);
            browser.narrow();
            assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(browser.complaints()).as("but of the refusal").allMatch(each -> each.contains("422"));
        });
        var kept = Dealflow.deals(Role.OPS).get("/fields/" + GRADE).jsonPath();
        assertThat(kept.getBoolean("retired")).isTrue();
        assertThat(kept.getInt("version")).isEqualTo(3);
        assertThat(kept.getList("choices.key")).isEqualTo(List.of("A", "B", "C"));
        assertThat(kept.getString("choices[0].names.zh")).isEqualTo("最好");
        as("rep", "en-GB", browser -> {
            open(browser, "/operations?view=fields&pipeline=" + PIPELINE);
            browser.find("main p", "for sales operations");
            assertThat(browser.all(".own-field")).isEmpty();
        });
    }
}
