package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.move;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Deals that live through random commands, legal and not, by every channel. */
final class RandomLives {

    private static final List<String> TARGETS = List.of("lead", "opportunity", "recognition", "risk", "won", "lost");
    private static final List<String> OWNERS = List.of("ann", "bob", "cai");

    private final Random random;
    private final String pipeline;
    private final List<String> deals = new ArrayList<>();

    RandomLives(long seed, String pipeline) {
        random = new Random(seed);
        this.pipeline = pipeline;
    }

    /** Opens deals and does so many things to them; some are refused, as in life. */
    List<String> live(int number, int commands) {
        for (var i = 0; i < number; i++) {
            deals.add(open(i));
        }
        for (var i = 0; i < commands; i++) {
            command(pick(deals));
        }
        return deals;
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
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> move(deal, moveBody());
            case 4 -> DealApi.qualify(deal);
            case 5 -> patch(deal);
            case 6 -> tick(deal);
            case 7, 8 -> pay(deal);
            default -> override(deal);
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
        ok(as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{" + change + "}")
                .patch("/deals/" + deal));
    }

    private void tick(String deal) {
        ok(as("sales-ops")
                .body("{\"done\":%s,\"evidence\":\"mail %d\"}".formatted(random.nextInt(3) > 0, random.nextInt(9)))
                .put("/deals/" + deal + "/checklist/samples-tested"));
    }

    private void pay(String deal) {
        ok(as("sales-ops")
                .body("{\"amount\":%s,\"receivedOn\":\"2026-0%d-02\",\"reference\":\"TT %d\"}"
                        .formatted(money(), 1 + random.nextInt(9), random.nextInt(99)))
                .post("/deals/" + deal + "/payments"));
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
