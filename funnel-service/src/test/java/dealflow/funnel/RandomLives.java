package dealflow.funnel;

import dealflow.contract.deal.Status;
import dealflow.contract.event.Direction;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.funnel.history.Segment;
import dealflow.funnel.history.StateColumns;
import dealflow.funnel.ledger.Image;
import dealflow.funnel.ledger.ImageStore;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.EpochMicros;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Legal lives with everything in them: leads, skips, returns, reopening, transfers of owner and team, new prices, snoozes,
 * several changes at a moment, stages that were retired or are gone, and new versions that put deals elsewhere.
 */
final class RandomLives {

    static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    static final List<String> STAGES = List.of("lead", "a", "b", "c");
    /** Counts as b since there is a new version. */
    static final String RETIRED = "x";

    static final Pipeline PIPELINE = new Pipeline(
            "p",
            1,
            Map.of("en", "P"),
            "USD",
            ZoneId.of("Europe/Amsterdam"),
            List.of(
                    stage("lead", null, false),
                    stage("a", "P7D", false),
                    stage("b", "P3D", true),
                    stage("c", null, false)),
            new Pipeline.Won("won", Map.of()),
            List.of("price", "time"),
            Pipeline.SkipPolicy.ALLOWED,
            List.of(LocalDate.of(2025, 1, 27)),
            List.of(),
            Map.of(RETIRED, "b"));

    private static final List<String> MIXES = List.of("x", "y", "x\u001fy", "x\u001fy\u001fz", "y\u001fz");

    private final Random random;
    private final boolean several;

    /** What one event left behind. */
    record Row(
            Instant at,
            Direction direction,
            Status status,
            String stage,
            Segment segment,
            BigDecimal amount,
            String reason,
            LocalDate snoozedUntil) {}

    record Life(UUID deal, List<Row> rows) {}

    RandomLives(long seed) {
        this(seed, false);
    }

    /** @param several whether deals may be of several products */
    RandomLives(long seed, boolean several) {
        random = new Random(seed);
        this.several = several;
    }

    /** What of an amount is which product's: anything; null of one product, or of none. */
    static long[] weights(Row row) {
        var products = String.valueOf(row.segment().product()).split("\u001f");
        return products.length == 1
                ? null
                : IntStream.range(0, products.length)
                        .mapToLong(i -> Math.floorMod(31 * i + Objects.hashCode(row.amount()), 5))
                        .toArray();
    }

    private static Stage stage(String key, String stalledAfter, boolean businessDays) {
        return new Stage(
                key,
                Map.of("en", key),
                key.equals("lead") ? Stage.Place.OUTSIDE : Stage.Place.FUNNEL,
                null,
                stalledAfter == null ? null : Period.parse(stalledAfter),
                businessDays,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null);
    }

    List<Life> columns(int count) {
        var columns = new ArrayList<Life>();
        for (var i = 0; i < count; i++) {
            columns.add(life(new UUID(random.nextLong(), random.nextLong())));
        }
        return columns;
    }

    private Life life(UUID deal) {
        var rows = new ArrayList<Row>();
        var at = START.plusSeconds(60L * random.nextInt(60 * 24 * 60));
        rows.add(new Row(at, null, Status.LEAD, "lead", segment(), amount(), null, null));
        for (var i = random.nextInt(14); i > 0; i--) {
            at = at.plusNanos(1000L * random.nextInt(1_000_000))
                    .plusSeconds(random.nextInt(5) == 0 ? 0 : random.nextInt(86_400 * 6));
            var last = rows.get(rows.size() - 1);
            rows.add(
                    switch (random.nextInt(9)) {
                        case 0 -> revised(at, last, last.stage(), segment(), last.amount(), last.snoozedUntil());
                        case 1 -> revised(at, last, last.stage(), last.segment(), amount(), last.snoozedUntil());
                        case 2 -> revised(at, last, last.stage(), last.segment(), last.amount(), snooze(at));
                        case 3 ->
                            revised(at, last, elsewhere(last), last.segment(), last.amount(), last.snoozedUntil());
                        default -> moved(at, last);
                    });
        }
        return new Life(deal, rows);
    }

    private static Row revised(
            Instant at, Row last, String stage, Segment segment, BigDecimal amount, LocalDate snoozedUntil) {
        return new Row(at, null, last.status(), stage, segment, amount, null, snoozedUntil);
    }

    /** Where a new version puts it. */
    private String elsewhere(Row last) {
        return last.status() != Status.OPEN ? last.stage() : random.nextInt(3) > 0 ? "b" : "c";
    }

    private LocalDate snooze(Instant at) {
        return random.nextInt(3) == 0
                ? null
                : at.atZone(PIPELINE.timeZone()).toLocalDate().plusDays(random.nextInt(20));
    }

    private Row moved(Instant at, Row last) {
        var open = last.status() == Status.OPEN;
        var dice = random.nextInt(8);
        if (open && dice == 0) {
            return to(at, Direction.RETURNED, Status.LEAD, "lead", last, null);
        }
        if (open && dice == 1) {
            return to(at, Direction.WON, Status.WON, "won", last, null);
        }
        if (open && dice == 2) {
            var reason = List.of("price", "time", "").get(random.nextInt(3));
            return to(at, Direction.LOST, Status.LOST, "lost", last, reason.isEmpty() ? null : reason);
        }
        var stage = List.of("a", "b", "c", RETIRED, "gone").get(random.nextInt(20) == 0 ? 4 : random.nextInt(4));
        if (!open) {
            var direction = last.status() == Status.LEAD && random.nextInt(4) > 0 ? Direction.IN : Direction.REOPENED;
            return to(at, direction, Status.OPEN, stage, last, null);
        }
        var from = PIPELINE.position(PIPELINE.current(last.stage()));
        var direction = from <= PIPELINE.position(PIPELINE.current(stage)) ? Direction.FORWARD : Direction.BACKWARD;
        return to(at, direction, Status.OPEN, stage, last, null);
    }

    private static Row to(Instant at, Direction direction, Status status, String stage, Row last, String reason) {
        return new Row(at, direction, status, stage, last.segment(), last.amount(), reason, last.snoozedUntil());
    }

    private Segment segment() {
        var owner = List.of("ann", "bob", "cai").get(random.nextInt(3));
        var team = random.nextInt(5) == 0 ? null : "team-" + owner;
        // By what is drawn already, so that the lives are those of before.
        var product = several ? MIXES.get(random.nextInt(MIXES.size())) : random.nextBoolean() ? "x" : "y";
        var source = random.nextBoolean() ? "fair" : null;
        var own = new HashMap<String, List<String>>();
        if (team != null) {
            own.put("terms", List.of(source == null ? "FOB" : "CIF"));
            own.put("papers", product.equals("x") ? List.of("bill", "origin") : List.of("origin"));
        }
        return new Segment(owner, team, product, source, null, own);
    }

    private BigDecimal amount() {
        return random.nextInt(4) == 0
                ? null
                : BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(10) == 0 ? 4 : 2);
    }

    Random random() {
        return random;
    }

    /** An image of them, as it comes about: some loaded at first, some changed later, some deleted, in any order. */
    Image image(List<Life> columns) {
        return image(columns, PIPELINE);
    }

    /** @param pipeline with the same stages */
    Image image(List<Life> columns, Pipeline pipeline) {
        var store = new ImageStore(pipeline, 16, 30);
        var early = new StateColumns();
        var later = new HashSet<UUID>();
        for (var life : columns) {
            if (random.nextInt(3) > 0) {
                var rows = life.rows();
                var known = random.nextInt(4) == 0 ? rows.subList(0, random.nextInt(rows.size())) : rows;
                add(store, early, life.deal(), known);
                if (known.size() == rows.size()) {
                    continue;
                }
            }
            later.add(life.deal());
        }
        var deleted = new UUID(1, 1);
        add(store, early, deleted, columns.get(0).rows());
        store.load(early);
        store.change(java.util.Set.of(deleted), new StateColumns());
        for (var life : columns) {
            if (later.contains(life.deal())) {
                var fresh = new StateColumns();
                add(store, fresh, life.deal(), life.rows());
                store.change(java.util.Set.of(life.deal()), fresh);
            }
        }
        return store.image();
    }

    private static void add(ImageStore store, StateColumns to, UUID deal, List<Row> rows) {
        to.begin(deal);
        for (var row : rows) {
            to.add(new StateColumns.State(
                    EpochMicros.of(row.at()),
                    row.direction(),
                    row.status(),
                    store.stage(row.stage()),
                    store.segment(row.segment()),
                    Amounts.of(row.amount()),
                    store.reason(row.direction() == Direction.LOST ? row.reason() : null),
                    row.snoozedUntil() == null ? 0 : (int) row.snoozedUntil().toEpochDay(),
                    weights(row)));
        }
        to.end();
    }
}
