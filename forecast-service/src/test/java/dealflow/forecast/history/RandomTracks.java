package dealflow.forecast.history;

import dealflow.contract.deal.Status;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Made-up deals as they are packed: handed over, moved back, won, lost and reopened, paid, paid by mistake; some at the same moment. */
final class RandomTracks {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final int DAYS = 200;

    private static final long HOUR = 3_600_000_000L;
    private static final String[] STAGES = {"a", "b", "c", "retired"};
    private static final Status[] STATUSES = {
        Status.OPEN, Status.OPEN, Status.OPEN, Status.LEAD, Status.WON, Status.LOST
    };

    final Dictionaries dictionaries = new Dictionaries();
    private final Random random;

    RandomTracks(Random random) {
        this.random = random;
    }

    static Pipeline pipeline(String zone, String... stages) {
        return new Pipeline(
                "made-up",
                1,
                Map.of(),
                "EUR",
                ZoneId.of(zone),
                Stream.of(stages).map(RandomTracks::stage).toList(),
                new Pipeline.Won("won", Map.of()),
                List.of(),
                Pipeline.SkipPolicy.ALLOWED,
                List.of(),
                List.of(),
                Map.of());
    }

    private static Stage stage(String key) {
        return new Stage(
                key, Map.of(), Stage.Place.FUNNEL, null, null, false, List.of(), List.of(), Map.of(), Map.of(), null);
    }

    Instant moment() {
        return BEGIN.plusSeconds(random.nextInt(DAYS * 86_400));
    }

    /** Any history, whatever the deal's was before. */
    PackedHistory track(UUID deal, long sequence) {
        var at = HistoryLoader.micros(moment());
        var states = new ArrayList<Long>();
        var payments = new ArrayList<Long>();
        for (var state = 1 + random.nextInt(8); state > 0; state--) {
            var status = STATUSES[random.nextInt(STATUSES.length)];
            states.add(at);
            states.add(PackedHistory.pack(
                    dictionaries.stages.number(STAGES[random.nextInt(STAGES.length)])
                            | status.ordinal() << 16
                            | (random.nextInt(5) == 0 ? PackedHistory.LATE : 0),
                    random.nextBoolean() ? PackedHistory.NO_DAY : 20_454 + random.nextInt(DAYS)));
            states.add(Double.doubleToLongBits(random.nextInt(6) == 0 ? Double.NaN : 100 + random.nextInt(900)));
            states.add(PackedHistory.pack(
                    dictionaries.labels.number(new Scope.Labels("o" + random.nextInt(3), "t", null, null, null)),
                    dictionaries.customers.number("c" + random.nextInt(3))));
            states.add(PackedHistory.pack(dictionaries.termsOf(null), dictionaries.milestonesOf(null)));
            if (random.nextInt(3) == 0) {
                payments.add(at + random.nextInt(48) * HOUR);
                payments.add(20_454L + random.nextInt(DAYS));
                payments.add(Double.doubleToLongBits(random.nextInt(500)));
                payments.add(
                        random.nextInt(3) > 0
                                ? PackedHistory.NEVER
                                : payments.get(payments.size() - 3) + random.nextInt(30 * 24) * HOUR);
            }
            at += random.nextInt(20 * 24) * HOUR;
        }
        return new PackedHistory(deal, sequence, longs(states), longs(payments));
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
