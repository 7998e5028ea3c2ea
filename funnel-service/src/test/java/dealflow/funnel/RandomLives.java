package dealflow.funnel;

import dealflow.contract.Direction;
import dealflow.contract.Pipeline;
import dealflow.contract.Stage;
import dealflow.contract.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Legal lives with everything in them: skips, returns, reopening, transfers, new prices, several changes at a moment. */
final class RandomLives {

    static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    static final List<String> STAGES = List.of("lead", "a", "b", "c");
    static final Pipeline PIPELINE = new Pipeline(
            "p",
            1,
            Map.of("en", "P"),
            "USD",
            ZoneId.of("Europe/Amsterdam"),
            STAGES.stream().map(RandomLives::stage).toList(),
            new Pipeline.Won("won", Map.of()),
            List.of("price"),
            Pipeline.SkipPolicy.ALLOWED,
            List.of(),
            List.of(),
            Map.of());

    private final Random random;

    RandomLives(long seed) {
        random = new Random(seed);
    }

    private static Stage stage(String key) {
        return new Stage(
                key,
                Map.of("en", key),
                key.equals("lead") ? Stage.Place.OUTSIDE : Stage.Place.FUNNEL,
                null,
                null,
                false,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null);
    }

    List<Life> lives(int count) {
        var lives = new ArrayList<Life>();
        for (var i = 0; i < count; i++) {
            lives.add(life());
        }
        return lives;
    }

    private Life life() {
        var states = new ArrayList<DealState>();
        var at = START.plusSeconds(86_400L * random.nextInt(60));
        states.add(state(at, null, Status.LEAD, "lead", "ann", amount()));
        for (var i = random.nextInt(12); i > 0; i--) {
            at = at.plusSeconds(86_400L * random.nextInt(6));
            var last = states.get(states.size() - 1);
            states.add(
                    switch (random.nextInt(5)) {
                        case 0 -> state(at, null, last.status(), last.stage(), owner(), last.amount());
                        case 1 -> state(at, null, last.status(), last.stage(), last.owner(), amount());
                        default -> moved(at, last);
                    });
        }
        return new Life(new UUID(random.nextLong(), random.nextLong()), states);
    }

    private DealState moved(Instant at, DealState last) {
        var to = last.inFunnel() ? random.nextInt(6) : 1 + random.nextInt(3);
        if (last.inFunnel() && (to == 4 || to == 5)) {
            return to == 4
                    ? state(at, Direction.WON, Status.WON, "won", last.owner(), last.amount())
                    : state(at, Direction.LOST, Status.LOST, "lost", last.owner(), last.amount());
        }
        if (last.inFunnel() && to == 0) {
            return state(at, Direction.RETURNED, Status.LEAD, "lead", last.owner(), last.amount());
        }
        var stage = STAGES.get(to);
        if (!last.inFunnel()) {
            var direction = last.status() == Status.LEAD ? Direction.IN : Direction.REOPENED;
            return state(at, direction, Status.OPEN, stage, last.owner(), last.amount());
        }
        if (stage.equals(last.stage())) {
            return last.stage().equals("a")
                    ? state(at, Direction.FORWARD, Status.OPEN, "b", last.owner(), last.amount())
                    : state(at, Direction.BACKWARD, Status.OPEN, "a", last.owner(), last.amount());
        }
        var direction = STAGES.indexOf(last.stage()) < to ? Direction.FORWARD : Direction.BACKWARD;
        return state(at, direction, Status.OPEN, stage, last.owner(), last.amount());
    }

    private static DealState state(
            Instant at, Direction direction, Status status, String stage, String owner, BigDecimal amount) {
        return new DealState(at, direction, status, stage, owner, "team-" + owner, "x", null, null, amount, null);
    }

    private String owner() {
        return List.of("ann", "bob", "cai").get(random.nextInt(3));
    }

    private BigDecimal amount() {
        return random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(100_000), 2);
    }
}
