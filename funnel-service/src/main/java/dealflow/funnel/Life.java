package dealflow.funnel;

import dealflow.contract.Direction;
import dealflow.contract.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A deal from its opening to the moment that is asked about.
 *
 * @param states in the order of its events; never empty
 */
record Life(UUID deal, List<DealState> states) {

    DealState last() {
        return states.get(states.size() - 1);
    }

    /** The state just before a moment, or none if it did not exist then. */
    Optional<DealState> before(Instant moment) {
        DealState found = null;
        for (var state : states) {
            if (!state.at().isBefore(moment)) {
                break;
            }
            found = state;
        }
        return Optional.ofNullable(found);
    }

    /** When it entered the funnel for the first time. */
    Optional<Instant> firstEntry() {
        return states.stream().filter(DealState::inFunnel).map(DealState::at).findFirst();
    }

    /** The same life as it was known at a moment, that moment included. */
    Life until(Instant moment) {
        return new Life(
                deal,
                states.stream().filter(state -> !state.at().isAfter(moment)).toList());
    }

    /**
     * A stay in a stage of the funnel.
     *
     * @param leftAt null while it lasts
     * @param next the state that ended it; null while it lasts
     */
    record Visit(String stage, Instant enteredAt, Instant leftAt, DealState next) {}

    /** Its stays, oldest first; the same stage entered again is another stay. */
    List<Visit> visits() {
        var visits = new ArrayList<Visit>();
        DealState entered = null;
        for (var state : states) {
            if (entered != null && (!state.inFunnel() || !state.stage().equals(entered.stage()))) {
                visits.add(new Visit(entered.stage(), entered.at(), state.at(), state));
                entered = null;
            }
            if (entered == null && state.inFunnel()) {
                entered = state;
            }
        }
        if (entered != null) {
            visits.add(new Visit(entered.stage(), entered.at(), null, null));
        }
        return visits;
    }

    boolean decided() {
        return last().status() == Status.WON || last().status() == Status.LOST;
    }

    /** Why it was lost: what the move said, whatever was revised since; none if it is not lost or nothing was said. */
    Optional<String> lostBecause() {
        var reason = Optional.<String>empty();
        for (var state : states) {
            if (state.status() != Status.LOST) {
                reason = Optional.empty();
            } else if (state.direction() == Direction.LOST) {
                reason = Optional.ofNullable(state.reason());
            }
        }
        return reason;
    }

    /** The funnel stage that it was in last. */
    Optional<String> lastFunnelStage() {
        var found = Optional.<String>empty();
        for (var state : states) {
            if (state.inFunnel()) {
                found = Optional.of(state.stage());
            }
        }
        return found;
    }
}
