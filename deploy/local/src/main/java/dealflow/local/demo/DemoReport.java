package dealflow.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dealflow.local.login.Role;
import dealflow.local.stack.LocalStack;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demo company's funnel and forecast, as the services answer, in tables. */
final class DemoReport {

    private final Api funnels;
    private final Api forecasts;
    private final LocalDate until;

    /**
     * @param until the last day of the data
     */
    DemoReport(LocalStack stack, LocalDate until) {
        this.funnels = new Api(stack.funnels().api(), stack.token(Role.OPS));
        this.forecasts = new Api(stack.forecasts().api(), stack.token(Role.VIEWER));
        this.until = until;
    }

    /** How many deals the funnel service has seen enter in the two years. */
    int entered() {
        return ofBothYears().path("entered").path("count").asInt();
    }

    /** How many of them it has seen won. */
    int won() {
        return ofBothYears().path("won").path("count").asInt();
    }

    /** Up to when the forecast service knows what was published. */
    Instant forecastsFreshAsOf() {
        return freshAsOf("/forecasts");
    }

    /** Up to when the forecast itself does: its model follows a little later. */
    Instant forecastFreshAsOf() {
        return freshAsOf("/forecasts/%s?periods=1".formatted(Demo.PIPELINE));
    }

    private Instant freshAsOf(String path) {
        var fresh = forecasts.get(path).path("dataFreshAsOf");
        return fresh.isTextual() ? Instant.parse(fresh.asText()) : Instant.EPOCH;
    }

    private JsonNode ofBothYears() {
        return funnel(begin());
    }

    private LocalDate begin() {
        return until.minusYears(2);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.addAll(funnelTable(funnel(until.minusYears(1))));
        lines.add("");
        lines.addAll(teamTable());
        lines.add("");
        lines.addAll(forecastTable());
        return lines;
    }

    private JsonNode funnel(LocalDate from) {
        return funnels.get("/funnels/%s?from=%s&to=%s".formatted(Demo.PIPELINE, from, until));
    }

    private List<String> funnelTable(JsonNode funnel) {
        var table = new Table().row("stage", "reached", "of previous", "95 %", "in it now", "worth USD", "median days");
        for (var stage : funnel.path("stages")) {
            table.row(
                    stage.path("stage").asText(),
                    count(stage.path("reached")),
                    percent(stage.path("fromPrevious").path("value")),
                    interval(stage.path("fromPrevious")),
                    count(stage.path("capacity")),
                    money(stage.path("capacity").path("amount")),
                    days(stage.path("timeInStage").path("median")));
        }
        var winRate = funnel.path("winRate").path("byCount");
        table.row(
                "won",
                count(funnel.path("won")),
                "",
                "",
                "",
                money(funnel.path("won").path("amount")),
                "");
        var lines = new ArrayList<String>();
        lines.add("Funnel of the deals that entered from %s to %s: %s entered, %s won, %s lost, %s open"
                .formatted(
                        until.minusYears(1),
                        until,
                        count(funnel.path("entered")),
                        count(funnel.path("won")),
                        count(funnel.path("lost")),
                        count(funnel.path("open"))));
        lines.addAll(table.lines());
        lines.add("Win rate of the deals decided in that time: %s (%s)"
                .formatted(percent(winRate.path("value")), interval(winRate)));
        return lines;
    }

    private List<String> teamTable() {
        var answer = funnels.get("/funnels/%s/breakdown?by=team&teamsBelow=false&from=%s&to=%s"
                .formatted(Demo.PIPELINE, until.minusYears(1), until));
        var table = new Table().row("team", "entered", "won", "lost", "open", "win rate", "95 %");
        for (var group : answer.path("groups")) {
            table.row(
                    group.path("group").asText(),
                    count(group.path("entered")),
                    count(group.path("won")),
                    count(group.path("lost")),
                    count(group.path("open")),
                    percent(group.path("winRate").path("value")),
                    interval(group.path("winRate")));
        }
        return table.lines();
    }

    private List<String> forecastTable() {
        var answer = forecasts.get("/forecasts/%s?measure=bookings&interval=month&periods=6".formatted(Demo.PIPELINE));
        var table = new Table()
                .row("bookings, USD", "closed", "open deals", "new deals", "total", "p10", "p90", "last period");
        for (var period : answer.path("periods")) {
            var total = period.path("total");
            table.row(
                    period.path("period").asText(),
                    money(period.path("closed").path("amount")),
                    money(period.path("open").path("expected")),
                    money(period.path("new").path("expected")),
                    money(total.path("expected")),
                    money(total.path("p10")),
                    money(total.path("p90")),
                    money(period.path("baselines").path("lastPeriod")));
        }
        return table.lines();
    }

    private static String count(JsonNode total) {
        return String.format(Locale.ROOT, "%,d", total.path("count").asLong());
    }

    private static String money(JsonNode amount) {
        return amount.isTextual()
                ? String.format(
                        Locale.ROOT,
                        "%,d",
                        new BigDecimal(amount.asText())
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValue())
                : "–";
    }

    private static String percent(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.0f %%", value.asDouble() * 100) : "–";
    }

    private static String interval(JsonNode rate) {
        return rate.path("low").isNumber()
                ? String.format(
                        Locale.ROOT,
                        "%.0f–%.0f %%",
                        rate.path("low").asDouble() * 100,
                        rate.path("high").asDouble() * 100)
                : "–";
    }

    private static String days(JsonNode duration) {
        return duration.isTextual()
                ? String.format(
                        Locale.ROOT, "%.1f", Duration.parse(duration.asText()).toHours() / 24.0)
                : "–";
    }
}
