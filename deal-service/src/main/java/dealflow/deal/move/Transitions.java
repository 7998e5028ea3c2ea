package dealflow.deal.move;

import dealflow.contract.deal.Status;
import dealflow.contract.event.Direction;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.Standing;
import dealflow.deal.refusal.InvalidFieldException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where moves lead in a pipeline: which targets there are, in which direction they lie, and what lies between. */
final class Transitions {

    private final Pipeline pipeline;

    Transitions(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The stages, then won, then lost. */
    List<String> targets() {
        var targets = new ArrayList<String>();
        pipeline.stages().forEach(stage -> targets.add(stage.key()));
        targets.add(pipeline.won().key());
        targets.add(Pipeline.LOST);
        return targets;
    }

    /**
     * The stage key behind what a client wrote.
     *
     * @throws InvalidFieldException if there is none
     */
    String target(String to) {
        if (to == null) {
            throw new InvalidFieldException("to", "is required: a stage's key, 'won' or 'lost'");
        }
        if (to.equals("won") || to.equals(pipeline.won().key())) {
            return pipeline.won().key();
        }
        if (to.equals(Pipeline.LOST) || pipeline.stage(to).isPresent()) {
            return to;
        }
        throw new InvalidFieldException("to", "'%s' is not a stage of pipeline '%s'".formatted(to, pipeline.key()));
    }

    /** Why a target can never be reached from here, or null. */
    String blocked(Standing standing, String to) {
        if (to.equals(standing.stage())) {
            return "the deal is in '%s' already".formatted(to);
        }
        if (standing.closed() && !inFunnel(to)) {
            return "the deal is closed (%s): reopen it by moving it to a stage of the funnel"
                    .formatted(standing.stage());
        }
        if (standing.status() == Status.LEAD && to.equals(pipeline.won().key())) {
            return "a lead cannot be won: move it into the funnel first";
        }
        return null;
    }

    /** Null between two stages outside the funnel. */
    Direction direction(Standing standing, String to) {
        if (to.equals(Pipeline.LOST)) {
            return Direction.LOST;
        }
        if (to.equals(pipeline.won().key())) {
            return Direction.WON;
        }
        return switch (standing.status()) {
            case WON, LOST -> Direction.REOPENED;
            case LEAD -> ofLead(standing, to);
            case OPEN -> ofOpen(standing, to);
        };
    }

    private Direction ofLead(Standing standing, String to) {
        if (!inFunnel(to)) {
            return null;
        }
        return standing.enteredFunnelBefore() ? Direction.REOPENED : Direction.IN;
    }

    private Direction ofOpen(Standing standing, String to) {
        if (!inFunnel(to)) {
            return Direction.RETURNED;
        }
        return pipeline.position(to) > pipeline.position(standing.stage()) ? Direction.FORWARD : Direction.BACKWARD;
    }

    private boolean inFunnel(String to) {
        return pipeline.stage(to)
                .filter(stage -> stage.place() == Stage.Place.FUNNEL)
                .isPresent();
    }

    /** The funnel stages between here and there that a forward move leaves out; none for other moves. */
    List<Stage> skipped(Standing standing, String to) {
        var direction = direction(standing, to);
        if (direction != Direction.IN && direction != Direction.FORWARD && direction != Direction.WON) {
            return List.of();
        }
        return between(standing.stage(), to);
    }

    /** The funnel stages between two. */
    List<Stage> between(String from, String to) {
        var begin = pipeline.position(from);
        var end = pipeline.position(to);
        return pipeline.funnelStages().stream()
                .filter(stage -> pipeline.position(stage.key()) > begin && pipeline.position(stage.key()) < end)
                .toList();
    }

    boolean liesBefore(String stage, String to) {
        return pipeline.position(stage) < pipeline.position(to);
    }

    /** Whether a deal is outside the funnel, or was when it was closed: what it comes back as is a lead. */
    boolean isLead(Standing standing) {
        var open = standing.visited().stream()
                .map(pipeline::current)
                .filter(stage -> pipeline.stage(stage).isPresent())
                .reduce((one, next) -> next)
                .orElse(standing.stage());
        return standing.status() == Status.LEAD || pipeline.stage(open).isPresent() && !inFunnel(open);
    }

    /** The furthest stage that a deal has been in, which the customer confirmed then. */
    String furthest(Standing standing) {
        return standing.visited().stream()
                .map(pipeline::current)
                .max(Comparator.comparingInt(pipeline::position))
                .orElse(standing.stage());
    }
}
