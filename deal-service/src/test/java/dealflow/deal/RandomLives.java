package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.move;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.response.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Deals that live through random commands, legal and not, by every channel. */
public final class RandomLives {

    private static final List<String> TARGETS = List.of("lead", "opportunity", "recognition", "risk", "won", "lost");
    private static final List<String> PRODUCTS = List.of("lamps", "bulbs", "poles");
    private static final List<String> OWNERS = List.of("ann", "bob", "cai");

    private final Random random;

    /** Of its own, so that the other commands of a seed are what they were before there were mistakes. */
    private final Random mistakes;

    /** The same for what is sold. */
    private final Random sales;

    private final String pipeline;
    private final List<String> deals = new ArrayList<>();

    private final Runnable timePasses;

    /**
     * @param timePasses lets some days pass, and the service look for what has stalled
     */
    public RandomLives(long seed, String pipeline, Runnable timePasses) {
        random = new Random(seed);
        mistakes = new Random(seed);
        sales = new Random(seed);
        this.pipeline = pipeline;
        this.timePasses = timePasses;
    }

    /** Opens deals and does so many things to them; some are refused, as in life. */
    public List<String> live(int number, int commands) {
        for (var i = 0; i < number; i++) {
            deals.add(open(i));
        }
        for (var i = 0; i < commands; i++) {
            command(pick(deals));
        }
        haggle(open(number));
        return deals;
    }

    /** What chance brings about too seldom: a price conceded. */
    private void haggle(String deal) {
        deals.add(deal);
        patch(deal, "\"amount\":{\"amount\":\"100.00\",\"currency\":\"USD\"}");
        ok(as("sales-ops").body("{\"to\":\"risk\",\"override\":\"I say so\"}").post("/deals/" + deal + "/transitions"));
        ok(as("sales-ops")
                .body("{\"ways\":[{\"way\":\"a competitor\",\"state\":\"HOLDS\",\"evidence\":\"mail\"}]}")
                .put("/deals/" + deal + "/risk-review"));
        ask(deal);
        ok(as("sales-ops")
                .body("{\"price\":{\"amount\":\"90\",\"currency\":\"USD\"},\"inReturn\":\"prepaid\"}")
                .put("/deals/" + deal + "/price-requests/1/concession"));
    }

    private String open(int i) {
        return as("sales-ops")
                .body("""
                        {"pipeline":"%s","title":"Deal %d \\"ü\\" 灯","owner":"%s"%s%s}"""
                        .formatted(
                                pipeline,
                                i,
                                pick(OWNERS),
                                random.nextBoolean() ? "" : ",\"externalId\":\"x" + i + "\"",
                                random.nextBoolean() ? "" : ",\"amount\":" + money()))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void command(String deal) {
        switch (random.nextInt(19)) {
            case 0, 1, 2, 3 -> move(deal, moveBody());
            case 4 -> DealApi.qualify(deal);
            case 5 -> patch(deal);
            case 6 -> tick(deal);
            case 7, 8 -> pay(deal);
            case 9 -> moveMany();
            case 10 -> snooze(deal);
            case 11 -> as("sales-ops").delete("/deals/" + deal + "/snooze");
            case 12 -> milestone(deal);
            case 13 -> review(deal);
            case 14, 15 -> ask(deal);
            case 16 -> concede(deal);
            case 17 -> timePasses.run();
            default -> override(deal);
        }
    }

    private void moveMany() {
        var one = moveBody().substring(1);
        as("sales-ops")
                .body("{\"moves\":[{\"deal\":\"%s\",%s,{\"deal\":\"%s\",%s]}"
                        .formatted(pick(deals), one, pick(deals), one))
                .post("/deals/transitions")
                .then()
                .statusCode(207);
    }

    private void snooze(String deal) {
        as("sales-ops")
                .body("{\"until\":\"2026-1%d-20\",\"reason\":\"waits %d\"}"
                        .formatted(random.nextInt(3), random.nextInt(9)))
                .put("/deals/" + deal + "/snooze");
    }

    private void milestone(String deal) {
        var path = "/deals/" + deal + "/milestones/BILL_OF_LADING";
        if (random.nextInt(4) == 0) {
            as("sales-ops").delete(path);
        } else {
            as("sales-ops")
                    .body("{\"reachedOn\":\"2026-0%d-03\"}".formatted(1 + random.nextInt(9)))
                    .put(path);
        }
    }

    private void review(String deal) {
        ok(as("sales-ops")
                .body("{\"ways\":[{\"way\":\"a competitor\",\"state\":\"%s\",\"evidence\":\"mail %d\"}]}"
                        .formatted(pick(List.of("OPEN", "HOLDS", "HOLDS", "RULED_OUT")), random.nextInt(9)))
                .put("/deals/" + deal + "/risk-review"));
    }

    private void ask(String deal) {
        as("sales-ops")
                .body("{\"askedBy\":\"Kari\",\"words\":\"\\\"便宜\\\" %d\",\"reduction\":0.0%d}"
                        .formatted(random.nextInt(9), 1 + random.nextInt(9)))
                .post("/deals/" + deal + "/price-requests");
    }

    private void concede(String deal) {
        var amount = DealApi.deal(deal);
        if (amount.getString("amount.amount") != null) {
            var less = new BigDecimal(amount.getString("amount.amount")).multiply(new BigDecimal("0.9"));
            as("sales-ops")
                    .body("{\"price\":{\"amount\":\"%s\",\"currency\":\"%s\"},\"inReturn\":\"prepaid\"}"
                            .formatted(less.setScale(0, RoundingMode.DOWN), amount.getString("amount.currency")))
                    .put("/deals/" + deal + "/price-requests/" + (1 + random.nextInt(3)) + "/concession");
        }
    }

    private String moveBody() {
        var to = pick(TARGETS);
        return "{\"to\":\"%s\",\"reason\":\"%s\",\"note\":%s,%s}"
                .formatted(
                        to,
                        to.equals("lost") ? pick(List.of("price", "other")) : "because",
                        random.nextBoolean() ? "null" : "\"a note\"",
                        DealApi.CONFIRMED.formatted("SAMPLE_REQUEST"));
    }

    private void override(String deal) {
        as("sales-ops")
                .body("{\"to\":\"%s\",\"reason\":\"other\",\"override\":\"I say so\"}".formatted(pick(TARGETS)))
                .post("/deals/" + deal + "/transitions");
    }

    private void patch(String deal) {
        var change = pick(List.of(
                "\"owner\":\"%s\"".formatted(pick(OWNERS)),
                "\"owner\":\"%s\",\"team\":\"%s\"".formatted(pick(OWNERS), pick(OWNERS)),
                "\"team\":null",
                "\"amount\":" + money(),
                "\"amount\":null",
                "\"customer\":{\"name\":\"Nordlys %d\",\"country\":\"NO\"}".formatted(random.nextInt(9)),
                "\"expectedCloseOn\":\"2027-0%d-01\"".formatted(1 + random.nextInt(9)),
                "\"expectedCloseOn\":null,\"region\":\"EU\"",
                "\"title\":\"Renamed %d\",\"product\":\"lamps\",\"source\":\"fair\"".formatted(random.nextInt(9)),
                "\"paymentTerms\":[{\"milestone\":\"ORDER\",\"share\":0.3,\"offsetDays\":0},"
                        + "{\"milestone\":\"BILL_OF_LADING\",\"share\":0.7,\"offsetDays\":15}]"));
        var answer = revise(deal, change);
        if (answer.statusCode() == 422) {
            assertThat(answer.asString())
                    .as("prices of lines are in the deal's currency")
                    .contains("unitPrice.currency");
        } else {
            ok(answer);
        }
        if (sales.nextInt(2) == 0) {
            sell(deal);
        }
    }

    /** In the currency of the deal, whose amount may be said or not. */
    private void sell(String deal) {
        var said = DealApi.deal(deal).getString("amount.currency");
        var currency = said == null ? "USD" : said;
        var lines = IntStream.range(0, sales.nextInt(4))
                .mapToObj(i ->
                        "{\"product\":\"%s\",\"quantity\":\"%d.%d\",\"wantedOn\":%s,\"unitPrice\":{\"amount\":\"%d.%03d\",\"currency\":\"%s\"}}"
                                .formatted(
                                        PRODUCTS.get(sales.nextInt(PRODUCTS.size())),
                                        1 + sales.nextInt(99),
                                        sales.nextInt(10),
                                        sales.nextBoolean() ? "null" : "\"2027-03-01\"",
                                        sales.nextInt(500),
                                        sales.nextInt(1000),
                                        currency))
                .collect(Collectors.joining(","));
        patch(deal, "\"lines\":[%s]%s".formatted(lines, sales.nextBoolean() ? "" : ",\"amount\":null"));
    }

    private static void patch(String deal, String change) {
        ok(revise(deal, change));
    }

    private static Response revise(String deal, String change) {
        return as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{" + change + "}")
                .patch("/deals/" + deal);
    }

    private void tick(String deal) {
        ok(as("sales-ops")
                .body("{\"done\":%s,\"evidence\":\"mail %d\"}".formatted(random.nextInt(3) > 0, random.nextInt(9)))
                .put("/deals/" + deal + "/checklist/samples-tested"));
    }

    private void pay(String deal) {
        var money = money();
        var received = as("sales-ops")
                .body("{\"amount\":%s,\"receivedOn\":\"2026-0%d-02\",\"reference\":\"TT %d\"}"
                        .formatted(money, 1 + random.nextInt(9), random.nextInt(99)))
                .post("/deals/" + deal + "/payments");
        ok(received);
        if (random.nextInt(3) == 0) {
            ok(as("sales-ops")
                    .body("{\"amount\":%s,\"receivedOn\":\"2026-10-02\"}"
                            .formatted(money.replace("\"amount\":\"", "\"amount\":\"-")))
                    .post("/deals/" + deal + "/payments"));
        }
        if (mistakes.nextInt(3) == 0) {
            reverse(deal);
        }
    }

    private void reverse(String deal) {
        List<String> payments =
                as("sales-ops").get("/deals/" + deal + "/payments").path("items.id");
        as("sales-ops")
                .body("{\"reason\":\"a mistake \\\"%d\\\"\"}".formatted(mistakes.nextInt(9)))
                .post("/deals/%s/payments/%s/reversal".formatted(deal, payments.get(mistakes.nextInt(payments.size()))))
                .then()
                .statusCode(in(List.of(201, 409)));
    }

    private String money() {
        return "{\"amount\":\"%d.50\",\"currency\":\"%s\"}"
                .formatted(1 + random.nextInt(100_000), pick(List.of("USD", "NOK")));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static void ok(Response response) {
        response.then().statusCode(lessThan(300));
    }
}
