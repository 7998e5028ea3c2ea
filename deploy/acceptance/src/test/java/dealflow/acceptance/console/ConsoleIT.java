package dealflow.acceptance.console;

import static dealflow.acceptance.console.LoggedIn.PICTURES;
import static dealflow.acceptance.console.LoggedIn.as;
import static dealflow.acceptance.console.LoggedIn.open;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The console as people use it, in a real browser; skipped with a word where there is none. Pictures are kept in target/pictures. */
@ExtendWith(Dealflow.class)
class ConsoleIT {

    private static final String PIPELINE = "console";
    private static final List<String> STAGES =
            List.of("opportunity", "needs-confirmed", "customer-recognition", "solution-confirmed", "risk-assessment");

    private static String deal;

    @BeforeAll
    static void company() {
        LoggedIn.assumeBrowser();
        Dealflow.createPipeline(
                "{\"key\":\"%s\",\"template\":\"buyer-aligned-7\",\"currency\":\"USD\",\"timeZone\":\"UTC\"}"
                        .formatted(PIPELINE));
        var lines = new ArrayList<String>();
        for (var i = 0; i < 60; i++) {
            lines.add(line(i));
        }
        Dealflow.importLines(lines);
        deal = Dealflow.deals(Role.REP)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(
                        """
                        {"pipeline":"console","title":"Lamps for the harbour","customer":{"name":"Fjord Electric"},
                         "amount":{"amount":"42000.00","currency":"USD"}}""")
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Dealflow.awaitProjections();
    }

    /** Deals of everybody here, which have come more or less far; a third is decided. */
    private static String line(int i) {
        var history = new ArrayList<String>();
        history.add("{\"to\":\"lead\",\"at\":\"2026-%02d-01T09:00:00Z\"}".formatted(1 + i % 9));
        for (var stage = 0; stage <= i % STAGES.size(); stage++) {
            history.add("{\"to\":\"%s\",\"at\":\"2026-%02d-%02dT10:00:00Z\"}"
                    .formatted(STAGES.get(stage), 1 + i % 9, 3 + 4 * stage));
        }
        if (i % 3 == 0) {
            history.add("{\"to\":\"%s\",\"at\":\"2026-%02d-25T10:00:00Z\",\"reason\":%s}"
                    .formatted(i % 2 == 0 ? "won" : "lost", 1 + i % 9, i % 2 == 0 ? "null" : "\"price\""));
        }
        return """
               {"externalId":"C%d","pipeline":"console","title":"Order %d","customer":{"name":"Customer %d"},"owner":"%s","team":"north",\
               "product":"lamps","amount":{"amount":"%d.00","currency":"USD"},"history":[%s]}"""
                .formatted(i, i, i % 12, i % 4 == 0 ? "rep" : "other", 1000 + 100 * i, String.join(",", history));
    }

    @Test
    void aSaleOfSevenStagesByHandAndWhatItIsRefused() {
        as("rep", "en-GB", browser -> {
            // A lead lacks everything, and the board says so before it lets go.
            open(browser, "/board?leads=1&pipeline=" + PIPELINE);
            move(browser, "Lamps for the harbour");
            assertThat(browser.find("dialog[open]").getText()).contains("Need", "Budget", "Key person");
            assertThat(browser.find("dialog[open] button.main").isEnabled()).isFalse();
            browser.picture(PICTURES, "board-refused");
            browser.assertAccessible();
            browser.click("dialog[open] button", "Cancel");

            open(browser, "/deals/" + deal);
            browser.find("dealflow-deal-qualification form");
            for (var element : browser.all("dealflow-deal-qualification .deal-element")) {
                new Select(element.findElement(By.tagName("select"))).selectByValue("CONFIRMED");
                element.findElement(By.tagName("input")).sendKeys("said in the first call");
            }
            browser.click("dealflow-deal-qualification button", "Save");
            browser.find("dealflow-deal-qualification h2 .tag", "Opportunity");
            browser.assertAccessible();

            for (var stage : STAGES) {
                open(browser, "/board?leads=1&pipeline=" + PIPELINE);
                move(browser, "Lamps for the harbour");
                confirm(browser);
                browser.until("it is in " + stage, () -> stage.equals(stageOf(deal)) ? deal : null);
            }
            open(browser, "/deals/" + deal);
            browser.find("dealflow-deal-prices summary", "asks for a lower price")
                    .click();
            browser.find("dealflow-deal-prices input[name=askedBy]").sendKeys("their purchasing");
            browser.find("dealflow-deal-prices input[name=reduction]").sendKeys("5");
            browser.find("dealflow-deal-prices form button").click();
            browser.find("dealflow-deal-prices", "5% off");
            browser.picture(PICTURES, "deal");
            browser.assertAccessible();

            open(browser, "/board?pipeline=" + PIPELINE);
            move(browser, "Lamps for the harbour");
            new Select(browser.find("dialog[open] select")).selectByValue("order-confirmed");
            confirm(browser);
            browser.until("it is won", () -> "order-confirmed".equals(stageOf(deal)) ? deal : null);

            // A payment by mistake is taken back, and stays to be seen.
            open(browser, "/deals/" + deal);
            browser.find("dealflow-deal-payments summary", "Add a payment").click();
            browser.find("dealflow-deal-payments input[name=amount]").sendKeys("250");
            browser.click("dealflow-deal-payments button", "Add");
            browser.find("dealflow-deal-payments summary", "What came in").click();
            browser.find("dealflow-deal-payments td summary", "Take back").click();
            browser.find("dealflow-deal-payments input[name=reason]").sendKeys("for another order");
            browser.click("dealflow-deal-payments td button", "Take back");
            browser.find("dealflow-deal-payments td .note", "for another order");
            assertThat(browser.find("dealflow-deal-payments td s", "250").isDisplayed())
                    .isTrue();
            assertThat(browser.all("dealflow-deal-payments td button")).isEmpty();
            browser.find(".deal-history", "took back a payment that was a mistake");
            browser.assertAccessible();
        });
    }

    /** As an assistant's answer has it. */
    @Test
    void aMoveThatAnAddressProposesIsFilledInAndWaitsForAPerson() {
        Dealflow.importLines(
                List.of(
                        """
                        {"externalId":"proposed","pipeline":"console","title":"Lamps proposed","owner":"rep","team":"north",\
                        "history":[{"to":"opportunity","at":"2026-11-01T09:00:00Z"}]}"""));
        String proposed = Dealflow.deals(Role.OPS)
                .get("/deals?pipeline=console&externalId=proposed")
                .path("items[0].id");
        as("rep", "en-GB", browser -> {
            open(
                    browser,
                    "/deals/" + proposed
                            + "?move=needs-confirmed&confirmedBy=Kari%20Berg&signal=NEEDS_AGREED&reference=mail%20%227%22");
            browser.find("dialog[open] .warning", "nothing has been sent");
            browser.picture(PICTURES, "deal-proposed");
            browser.assertAccessible();
            tick(browser);
            assertThat(browser.find("dialog[open] select[name=signal]").getAttribute("value"))
                    .isEqualTo("NEEDS_AGREED");
            assertThat(browser.find("dialog[open] input[name=confirmedBy]").getAttribute("value"))
                    .isEqualTo("Kari Berg");
            assertThat(browser.find("dialog[open] input[name=reference]").getAttribute("value"))
                    .isEqualTo("mail \"7\"");
            assertThat(stageOf(proposed)).isEqualTo("opportunity");
            assertThat(browser.address().getQuery())
                    .as("a reload does not ask again")
                    .isNull();

            browser.click("dialog[open] button.main", "Move");
            browser.until("it is moved", () -> "needs-confirmed".equals(stageOf(proposed)) ? proposed : null);
        });
    }

    /** Each number, its list and the API say the same. */
    @Test
    void aNumberOfTheFunnelIsItsListAndTheApis() {
        var funnel = Dealflow.funnels().get("/funnels/" + PIPELINE).jsonPath();
        as("ops", "en-GB", browser -> {
            open(browser, "/funnel?pipeline=" + PIPELINE);
            for (var number : List.of("Entered", "Won of them", "Lost of them", "Open of them")) {
                var field = number.split(" ")[0].toLowerCase();
                var shown = browser.find(".figures .card", number);
                assertThat(shown.findElement(By.tagName("button")).getText())
                        .isEqualTo(String.valueOf(funnel.getInt(field + ".count")));
            }
            browser.find(".figures .card", "Won of them")
                    .findElement(By.tagName("button"))
                    .click();
            browser.find("dialog[open] tbody tr");
            assertThat(browser.all("dialog[open] tbody tr")).hasSize(funnel.getInt("won.count"));
            browser.assertAccessible();
        });
    }

    @Test
    void noScriptSeesATokenAndAPageOfSomebodyElseChangesNothing() {
        as("rep", "en-GB", browser -> {
            assertThat(browser.script("return document.cookie")).isEqualTo("");
            assertThat(browser.script("return JSON.stringify([{...localStorage}, {...sessionStorage}])"))
                    .asString()
                    .doesNotContain("eyJ");
            assertThat(browser.cookies())
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.isHttpOnly() && "Lax".equals(cookie.getSameSite()));
            var form =
                    "return fetch('/api/deals/deals', {method: 'POST', body: 'title=x', headers: {%s}}).then(answer => answer.status)";
            assertThat(browser.script(form.formatted("'Content-Type': 'text/plain'")))
                    .isEqualTo(403L);
            assertThat(browser.script(form.formatted("'X-Requested-With': 'JavaScript'")))
                    .isEqualTo(415L);
            assertThat(browser.script(
                            "return fetch('/api/deals/me').then(answer => answer.json()).then(me => me.name)"))
                    .isEqualTo("rep");
            for (var odd : List.of("/api/deals", "/api/deals?limit=1", "/%61pi/deals/me", "/api/deal%73/me")) {
                assertThat(browser.script(
                                "return fetch('%s').then(answer => answer.json()).then(problem => problem.title)"
                                        .formatted(odd)))
                        .as(odd)
                        .isEqualTo("Nothing at this address");
            }
        });
    }

    @Test
    void whatOneDoesTheOthersSeeWithinASecond() {
        as("ops", "en-GB", watching -> {
            open(watching, "/board?pipeline=" + PIPELINE);
            watching.find(".board-column", "Opportunity");
            var title = "Seen at once " + UUID.randomUUID();
            var began = System.nanoTime();
            Dealflow.importLines(List.of(
                    """
                    {"externalId":"%s","pipeline":"console","title":"%s","owner":"rep","team":"north",\
                    "history":[{"to":"opportunity","at":"2026-11-01T09:00:00Z"}]}"""
                            .formatted(title, title)));
            var imported = System.nanoTime();
            watching.find(".board-card", "Seen at once");
            System.out.printf(
                    "ConsoleIT: imported after %d ms, on the board of somebody else %d ms later%n",
                    (imported - began) / 1_000_000, (System.nanoTime() - imported) / 1_000_000);
        });
    }

    @Test
    void eachRoleSeesWhatItMayAndALinkAndTheBackButtonWork() {
        as("viewer", "en-GB", browser -> {
            browser.find("main h1", "Funnel");
            assertThat(browser.all("header nav a"))
                    .extracting(WebElement::getText)
                    .doesNotContain("Board", "Operations");
            open(browser, "/board?pipeline=" + PIPELINE);
            assertThat(browser.all(".board-card")).isEmpty();
        });
        as("rep", "en-GB", browser -> {
            open(browser, "/board?pipeline=" + PIPELINE);
            browser.find(".board-card");
            assertThat(browser.all(".board-card .owner"))
                    .extracting(WebElement::getText)
                    .containsOnly("rep");
            browser.click("header nav a", "Forecast");
            browser.find("main h1", "Forecast");
            browser.back();
            browser.find("main h1", "Board");
            assertThat(browser.address().getPath()).isEqualTo("/board");

            // Logged out, a shared link leads through the login, and then to where it points.
            browser.click("header a", "Log out");
            browser.find("button[value=ops]");
            open(browser, "/funnel?view=flow&pipeline=" + PIPELINE);
            browser.find("button[value=ops]").click();
            browser.find("main h1", "Funnel");
            assertThat(browser.address().getQuery()).contains("view=flow");
        });
    }

    /** Every page, wide and narrow: to be looked at, for those who cannot, and without help from elsewhere. Some in Chinese, too. */
    @Test
    void everyPageIsForEverybodyAndFromHere() {
        var pages = List.of(
                "/today",
                "/board",
                "/deals/" + deal,
                "/funnel",
                "/funnel?view=flow",
                "/funnel?view=times",
                "/funnel?view=people",
                "/forecast",
                "/forecast?view=meeting&by=owner",
                "/forecast?view=meeting&by=reports",
                "/forecast?view=changes&term=all",
                "/forecast?view=deals&part=open",
                "/forecast?view=by",
                "/forecast?view=targets",
                "/forecast?view=quantities",
                "/forecast?view=receivables",
                "/forecast?view=plan",
                "/forecast?view=scenarios",
                "/forecast?view=question",
                "/forecast?view=record",
                "/company?only=" + PIPELINE,
                "/customers",
                "/import",
                "/pipelines",
                "/pipelines/" + PIPELINE,
                "/operations",
                "/operations?view=fields",
                "/operations?view=teams");
        var inChinese = List.of(
                "/today",
                "/board",
                "/deals/" + deal,
                "/funnel",
                "/forecast",
                "/company?only=" + PIPELINE,
                "/customers");
        for (var language : List.of("en-GB", "zh-CN")) {
            as("ops", language, browser -> {
                for (var page : language.startsWith("zh") ? inChinese : pages) {
                    open(browser, page + (page.contains("?") ? "&" : "?") + "pipeline=" + PIPELINE);
                    browser.until(
                            "drawn",
                            () -> browser.all("main h1").isEmpty()
                                            || !browser.all("main .loading").isEmpty()
                                    ? null
                                    : page);
                    assertThat(browser.all("main .problem"))
                            .as(page + " has no answer")
                            .isEmpty();
                    browser.picture(PICTURES, name(page, language, "wide"));
                    browser.assertAccessible();
                    assertThat(browser.foreign()).as(page).isEmpty();
                    assertThat(browser.script("return document.documentElement.lang"))
                            .isEqualTo(language.substring(0, 2));
                    browser.narrow();
                    assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                            .as(page + " scrolls sideways on a telephone")
                            .isEqualTo(true);
                    browser.picture(PICTURES, name(page, language, "narrow"));
                    browser.wide();
                }
                assertThat(browser.complaints()).isEmpty();
            });
        }
    }

    @Test
    void theFirstPageComesSoonAndIsSmall() {
        as("ops", "en-GB", browser -> {
            open(browser, "/funnel?pipeline=" + PIPELINE);
            browser.find(".figures .card");
            var bytes = (Number)
                    browser.script(
                            "return performance.getEntriesByType('resource').filter(each => each.initiatorType !== 'fetch').reduce((sum, each) => sum + each.encodedBodySize, 0)");
            System.out.println("ConsoleIT: %s bytes of script and style for the funnel".formatted(bytes));
            assertThat(bytes.longValue()).isBetween(10_000L, 300_000L);
            assertThat(
                            (List<?>)
                                    browser.script(
                                            """
                            const named = [...document.querySelectorAll('link[rel=modulepreload], script[src]')].map(each => each.href || each.src);
                            return performance.getEntriesByType('resource').map(each => each.name)
                              .filter(name => name.endsWith('.js') && !named.includes(name))"""))
                    .as("modules that the browser learned of late")
                    .isEmpty();
            open(browser, "/funnel?pipeline=" + PIPELINE);
            browser.find(".figures .card");
            assertThat(
                            (List<?>)
                                    browser.script(
                                            "return performance.getEntriesByType('resource').filter(each => each.initiatorType !== 'fetch' && each.transferSize > 0).map(each => each.name)"))
                    .as("what comes over the line again")
                    .isEmpty();
        });
    }

    private static String name(String page, String language, String width) {
        return "%s-%s-%s"
                .formatted(
                        page.substring(1)
                                .replaceAll("[?=]", "-")
                                .replaceAll("/[0-9a-f-]{36}", "-one")
                                .replace('/', '-'),
                        language.substring(0, 2),
                        width);
    }

    /** Opens a card's dialog, by the keyboard as by the mouse. */
    private static void move(Browser browser, String title) {
        browser.act(".board-card", title, card -> card.findElement(By.tagName("button"))
                .sendKeys(Keys.ENTER));
        browser.find("dialog[open] form");
    }

    /** Gives what the dialog asks for, ticks first what it says is missing, and lets go. */
    private static void confirm(Browser browser) {
        tick(browser);
        var signals = browser.all("dialog[open] select[name=signal]");
        if (signals.isEmpty()) {
            browser.find("dialog[open] input[name=signal]").sendKeys("PI_SIGNED");
        } else {
            var choice = new Select(signals.get(0));
            choice.selectByIndex(choice.getOptions().size() - 1);
        }
        browser.find("dialog[open] input[name=confirmedBy]").sendKeys("Kari Berg");
        browser.all("dialog[open] select[name=reason]").forEach(reason -> new Select(reason).selectByIndex(1));
        browser.click("dialog[open] button.main", "Move");
        browser.until("the dialog has closed", () -> browser.all("dialog[open]").isEmpty() ? true : null);
    }

    private static void tick(Browser browser) {
        for (var tick : browser.all("dialog[open] .move-tick")) {
            tick.findElement(By.tagName("input")).sendKeys("mail of this morning");
            tick.findElement(By.tagName("button")).click();
            browser.until("ticked", () -> browser.all("dialog[open] .move-tick").isEmpty() ? true : null);
        }
    }

    private static String stageOf(String id) {
        return Dealflow.deals(Role.OPS).get("/deals/" + id).path("stage");
    }
}
