package dealflow.forecast.history;

import dealflow.contract.deal.Status;
import dealflow.contract.pipeline.Pipeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Any number of deals with payments, like those of the benchmark {@code ForecastCold}, as they stand in memory: for what is about computing, not about reading. */
public final class ManyTracks {

    private static final int DAYS = 1000;
    private static final int OPEN_DAYS = 60;
    private static final int CUSTOMERS = 2000;
    private static final String[] STAGES = {"a", "b", "c", "d", "e"};
    private static final String TERMS =
            """
            [{"milestone": "ORDER", "share": 0.3, "offsetDays": 0}, {"milestone": "ORDER", "share": 0.7, "offsetDays": 45}]""";

    private final Dictionaries dictionaries = new Dictionaries();
    private final DealTable table = new DealTable();
    private final Random random = new Random(1);
    private final Instant now;
    private final int owners;

    private ManyTracks(Instant now, int owners) {
        this.now = now;
        this.owners = owners;
    }

    public static Pipeline pipeline() {
        return RandomTracks.pipeline("UTC", STAGES);
    }

    /** @param now when the last of them happened, and {@link #DAYS} of them before it */
    public static Image image(int deals, int owners, Instant now) {
        var many = new ManyTracks(now, owners);
        many.table.define(pipeline(), many.dictionaries);
        var open = deals * OPEN_DAYS / DAYS;
        for (var i = 0; i < deals; i++) {
            many.table.put(many.track(i, i < open), many.dictionaries);
        }
        return new Image(
                Map.of(pipeline().key(), many.table.copy()),
                Map.of(pipeline().key(), pipeline()),
                many.dictionaries,
                now);
    }

    private PackedHistory track(int number, boolean open) {
        var begun = open ? random.nextInt(OPEN_DAYS) : OPEN_DAYS + random.nextInt(DAYS - OPEN_DAYS);
        var at = now.truncatedTo(ChronoUnit.HOURS).minus(begun + 1L, ChronoUnit.DAYS);
        var amount = 100 + random.nextInt(90_000);
        var stays = open ? 1 + random.nextInt(3) : 2 + random.nextInt(3);
        var states = new long[(stays + 1) * PackedHistory.STATE];
        var count = 0;
        for (var stage = 0; stage < stays; stage++) {
            state(states, count++, number, at, STAGES[stage], Status.OPEN, amount);
            at = at.plus(1 + random.nextInt(open ? 12 * 24 : 15 * 24), ChronoUnit.HOURS);
            if (at.isAfter(now)) {
                break;
            }
        }
        var payments = new long[0];
        if (!open) {
            var won = random.nextInt(4) == 0;
            state(states, count++, number, at, won ? "won" : "lost", won ? Status.WON : Status.LOST, amount);
            if (won) {
                var first = at.plus(random.nextInt(10), ChronoUnit.DAYS);
                var second = at.plus(30 + random.nextInt(60), ChronoUnit.DAYS);
                payments = second.isAfter(now)
                        ? first.isAfter(now) ? payments : payments(amount, first)
                        : payments(amount, first, second);
            }
        }
        var known = new long[count * PackedHistory.STATE];
        System.arraycopy(states, 0, known, 0, known.length);
        return new PackedHistory(new UUID(1, number), count, known, payments);
    }

    private void state(long[] states, int state, int number, Instant at, String stage, Status status, double amount) {
        var from = state * PackedHistory.STATE;
        states[from] = HistoryLoader.micros(at);
        states[from + 1] =
                PackedHistory.pack(dictionaries.stages.number(stage) | status.ordinal() << 16, PackedHistory.NO_DAY);
        states[from + 2] = Double.doubleToLongBits(amount);
        states[from + 3] = PackedHistory.pack(
                dictionaries.labels.number(
                        new Scope.Labels("rep" + number % owners, "team" + number % (owners / 10), null, null, null)),
                dictionaries.customers.number("customer " + number % CUSTOMERS));
        states[from + 4] = PackedHistory.pack(dictionaries.termsOf(TERMS), dictionaries.milestonesOf(null));
    }

    private static long[] payments(double amount, Instant... days) {
        var payments = new long[days.length * PackedHistory.PAYMENT];
        for (var i = 0; i < days.length; i++) {
            payments[i * PackedHistory.PAYMENT] = HistoryLoader.micros(days[i]);
            payments[i * PackedHistory.PAYMENT + 1] = days[i].getEpochSecond() / 86_400;
            payments[i * PackedHistory.PAYMENT + 2] = Double.doubleToLongBits(amount * (i == 0 ? 0.3 : 0.7));
            payments[i * PackedHistory.PAYMENT + 3] = PackedHistory.NEVER;
        }
        return payments;
    }
}
