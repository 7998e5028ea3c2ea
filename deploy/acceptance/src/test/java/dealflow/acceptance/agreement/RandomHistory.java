package dealflow.acceptance.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Lines of an import whose deals go forward and back, return to leads, are won, lost, reopened, priced anew and paid for, some by
 * mistake, all by chance. Deals of the product {@code steady} are never reopened, and each loss of theirs is the last.
 */
final class RandomHistory {

    static final String STEADY = "steady";

    private static final Duration BEFORE_NOW = Duration.ofDays(400);

    private final Random random;
    private final Random mistakes;
    private final String pipeline;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);

    RandomHistory(String pipeline, long seed) {
        this.pipeline = pipeline;
        this.random = new Random(seed);
        this.mistakes = new Random(seed);
    }

    List<String> lines(int deals) {
        return IntStream.range(0, deals).mapToObj(this::line).toList();
    }

    private String line(int number) {
        var steady = random.nextBoolean();
        var at = now.minus(BEFORE_NOW).plusSeconds(random.nextInt((int) BEFORE_NOW.toSeconds()));
        var stage = random.nextInt(4) == 0 ? "lead" : oneOf("a", "a", "b");
        var amount = amount();
        var history = new ArrayList<String>();
        history.add("{\"to\":\"%s\",\"at\":\"%s\",\"set\":{\"amount\":%s}}".formatted(stage, at, amount));
        for (var entries = random.nextInt(8); entries > 0; entries--) {
            at = at.plusSeconds(60 + random.nextInt((int) Duration.ofDays(45).toSeconds()));
            if (!at.isBefore(now)) {
                break;
            }
            var to = random.nextInt(5) == 0 ? stage : next(stage, steady);
            if (!to.equals(stage)) {
                history.add("{\"to\":\"%s\",\"at\":\"%s\",\"reason\":\"%s\"}".formatted(to, at, reason(to)));
                stage = to;
            } else {
                amount = amount();
                history.add("{\"at\":\"%s\",\"set\":{\"amount\":%s}}".formatted(at, amount));
            }
        }
        return """
                {"externalId":"H%d","pipeline":"%s","owner":"%s","product":"%s","amount":%s,"history":[%s],"payments":[%s],\
                "paymentTerms":[%s]}"""
                .formatted(
                        number,
                        pipeline,
                        oneOf("ann", "ben", "cai"),
                        steady ? STEADY : "other",
                        amount,
                        String.join(",", history),
                        stage.equals("won") && random.nextBoolean() ? payments() : "",
                        random.nextBoolean() ? TERMS : "");
    }

    private static final String TERMS = "{\"share\":\"0.3\",\"milestone\":\"ORDER\",\"offsetDays\":0},"
            + "{\"share\":\"0.7\",\"milestone\":\"ORDER\",\"offsetDays\":45}";

    /** Leads are not lost, since what was never in the funnel is none of its losses. */
    private String next(String stage, boolean steady) {
        return switch (stage) {
            case "lead" -> oneOf("a", "b");
            case "won", "lost" -> steady ? stage : oneOf(stage, "a", "c", "d");
            default -> oneOf("a", "b", "c", "d", "won", "won", "lost", "lead");
        };
    }

    private String reason(String to) {
        return to.equals("lost") ? oneOf("price", "time") : "by chance";
    }

    /** Some are not known. */
    private String amount() {
        return random.nextInt(10) == 0 ? "null" : money(100 + random.nextInt(90_000), random.nextInt(100));
    }

    /** Some were recorded by mistake. */
    private String payments() {
        return payment() + (mistakes.nextInt(3) == 0 ? ",{\"reverses\":0,\"reason\":\"by mistake\"}" : "");
    }

    private String payment() {
        return "{\"amount\":%s,\"receivedOn\":\"%s\"}"
                .formatted(money(1 + random.nextInt(20_000), 0), LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    private static String money(int units, int cents) {
        return "{\"amount\":\"%d.%02d\",\"currency\":\"EUR\"}".formatted(units, cents);
    }

    private String oneOf(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** What happens now, through the API: of some deals, each a body and the path below the deal that takes it. */
    List<Change> changes(List<Map<String, Object>> deals) {
        var changes = new ArrayList<Change>();
        for (var deal : deals) {
            var id = deal.get("id").toString();
            var moves = !STEADY.equals(deal.get("product")) && !"LEAD".equals(deal.get("status"));
            switch (random.nextInt(8)) {
                case 0 -> changes.add(new Change(id, "", "{\"amount\":" + amount() + "}"));
                case 1 -> changes.add(new Change(id, "/payments", payment()));
                case 2 -> {
                    if (moves) {
                        changes.add(new Change(id, "/transitions", move()));
                    }
                }
                default -> {}
            }
        }
        return changes;
    }

    private String move() {
        return "{\"to\":\"%s\",\"reason\":\"time\",\"override\":\"by chance\"}"
                .formatted(oneOf("a", "b", "c", "d", "won", "lost"));
    }

    record Change(String deal, String path, String body) {}
}
