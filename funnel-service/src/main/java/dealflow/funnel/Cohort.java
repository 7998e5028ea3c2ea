package dealflow.funnel;

import dealflow.contract.Pipeline;
import dealflow.contract.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * The deals whose first entry into the funnel lies in a window, and how far they have come. A skipped stage counts as
 * reached, a stage entered twice counts once, and lost deals stay in every denominator they have reached.
 */
final class Cohort {

    private final Pipeline pipeline;
    private final List<Life> lives;

    /**
     * @param lives as known at the moment that is asked about; those that entered elsewhen or do not match are left out
     * @param within null, or how long after its entry a deal's fate still counts
     */
    Cohort(Pipeline pipeline, List<Life> lives, Instant from, Instant to, Duration within, Filter filter) {
        this.pipeline = pipeline;
        this.lives = lives.stream()
                .filter(life -> filter.test(life.last()))
                .map(life -> entered(life, from, to, within))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Life entered(Life life, Instant from, Instant to, Duration within) {
        var entry = life.firstEntry().orElse(null);
        if (entry == null || entry.isBefore(from) || !entry.isBefore(to)) {
            return null;
        }
        return within == null ? life : life.until(entry.plus(within));
    }

    List<Life> lives() {
        return lives;
    }

    List<Life> with(Status status) {
        return lives.stream().filter(life -> life.last().status() == status).toList();
    }

    /** Those that have reached a stage or a later one. */
    List<Life> reached(String stage) {
        var position = pipeline.position(stage);
        return lives.stream().filter(life -> furthest(life) >= position).toList();
    }

    List<Life> lostIn(String stage) {
        return with(Status.LOST).stream()
                .filter(life -> life.lastFunnelStage().filter(stage::equals).isPresent())
                .toList();
    }

    /** The share of those that reached one stage that also reached another. */
    Rate rate(List<Life> base, List<Life> reached, int minimum) {
        var there = new HashSet<>(reached.stream().map(Life::deal).toList());
        var open = base.stream()
                .filter(life -> !there.contains(life.deal()))
                .filter(life -> life.last().inFunnel())
                .count();
        return Rate.of(reached.size(), base.size(), open, minimum);
    }

    private int furthest(Life life) {
        return life.states().stream()
                .filter(state -> state.inFunnel() || state.status() == Status.WON)
                .mapToInt(state -> pipeline.position(state.stage()))
                .max()
                .orElse(-1);
    }
}
