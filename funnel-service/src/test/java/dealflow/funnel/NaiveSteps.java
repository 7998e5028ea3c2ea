package dealflow.funnel;

import dealflow.contract.deal.Status;
import dealflow.funnel.Naive.Known;
import dealflow.funnel.Naive.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How many deals move on from a stage (by its place) to the next within its horizon, or from the last to winning. */
final class NaiveSteps {

    private final int stage;
    private final Duration horizon;

    /** @param deals the days in which nine of ten of their moves on happened are the horizon; none without moves */
    NaiveSteps(int stage, List<Known> deals) {
        this.stage = stage;
        var lengths = new ArrayList<Span>();
        for (var deal : deals) {
            if (deal.reachedAt(stage + 1) != null) {
                lengths.add(Span.of(deal.reachedAt(stage), deal.reachedAt(stage + 1), 1));
            }
        }
        var most = Naive.quantile(lengths, 0.9);
        horizon = most == null ? Duration.ZERO : Duration.ofDays(most / (24 * 60) + 1);
    }

    Duration horizon() {
        return horizon;
    }

    /** Those that reached the stage and were seen for the horizon since, and those of them that moved on in it. */
    record Moves(List<Known> reached, List<Known> moved) {

        double rate() {
            return (double) moved.size() / reached.size();
        }

        double worth() {
            return amount(reached, deal -> true);
        }

        /** Of the amount that moved on, the share that was won. */
        double wonShare() {
            return amount(moved, deal -> deal.is(Status.WON)) / amount(moved, deal -> true);
        }

        private static double amount(List<Known> deals, Predicate<Known> counted) {
            return deals.stream()
                    .filter(counted)
                    .map(deal -> deal.last().amount())
                    .filter(amount -> amount != null)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .doubleValue();
        }
    }

    Moves of(List<Known> deals) {
        var reached = deals.stream().filter(this::seenLongEnough).toList();
        var moved = reached.stream().filter(this::movedOn).toList();
        return new Moves(reached, moved);
    }

    private boolean seenLongEnough(Known deal) {
        var at = deal.reachedAt(stage);
        return at != null && !at.plus(horizon).isAfter(deal.until());
    }

    private boolean movedOn(Known deal) {
        Instant next = deal.reachedAt(stage + 1);
        return next != null && !next.isAfter(deal.reachedAt(stage).plus(horizon));
    }
}
