package dealflow.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reports a part that ends by itself and starts it again, as Kubernetes would, until it ends too often. */
public final class Supervisor {

    private static final int RESTARTS = 3;
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final List<Part> parts;
    private final Consumer<String> report;
    private final Map<Part, Deque<Instant>> restarts = new HashMap<>();
    private final Set<Part> givenUp = new HashSet<>();
    private volatile boolean stopped;

    public Supervisor(List<Part> parts, Consumer<String> report) {
        this.parts = parts;
        this.report = report;
    }

    /** Watches until {@link #stop()}. */
    public void watch() {
        while (!stopped) {
            parts.stream().filter(part -> !givenUp.contains(part)).forEach(this::check);
            Waiting.until(() -> stopped, () -> true, EVERY);
        }
    }

    /** From now on, parts end because they are told to. */
    public void stop() {
        stopped = true;
    }

    private void check(Part part) {
        if (part.alive() || stopped) {
            return;
        }
        report.accept("%s has ended by itself. The end of %s:%n%s"
                .formatted(part.name(), part.log(), DidNotStartException.tail(part.log())));
        if (tooOften(part)) {
            givenUp.add(part);
            report.accept("%s stays down after %d restarts; the rest goes on.".formatted(part.name(), RESTARTS));
            return;
        }
        try {
            part.kill();
            part.start();
            report.accept("%s is running again.".formatted(part.name()));
        } catch (RuntimeException e) {
            report.accept(e.getMessage());
        }
    }

    private boolean tooOften(Part part) {
        var recent = restarts.computeIfAbsent(part, any -> new ArrayDeque<>());
        var now = Instant.now();
        recent.removeIf(restart -> restart.isBefore(now.minus(WITHIN)));
        recent.add(now);
        return recent.size() > RESTARTS;
    }
}
