package dealflow.deal;

import dealflow.contract.Change;
import dealflow.contract.Confirmation;
import dealflow.contract.Direction;
import dealflow.contract.Pipeline;
import dealflow.contract.Qualification;
import dealflow.contract.Stage;
import dealflow.contract.Status;
import dealflow.contract.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a deal needs for a move, the same for every channel: a stage is entered only when the customer has confirmed it
 * (R1), the funnel only by an opportunity with its three elements and fit (R3), and the ways down and out need a reason.
 */
public final class MoveRules {

    private final Pipeline pipeline;

    public MoveRules(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Where a deal stands, as far as moves depend on it. */
    public record Standing(
            String stage, Status status, boolean enteredFunnelBefore, Qualification qualification, List<Tick> ticks) {}

    /**
     * A possible move.
     *
     * @param to the key of a stage, of the won stage, or {@code lost}
     * @param direction null between stages outside the funnel
     */
    public record Possible(String to, Direction direction, boolean allowed, List<Missing> missing) {}

    /** Every move that a deal can make from where it stands, with what each still lacks. */
    public List<Possible> possible(Standing standing) {
        var targets = new ArrayList<String>();
        pipeline.stages().forEach(stage -> targets.add(stage.key()));
        targets.add(pipeline.won().key());
        targets.add(Pipeline.LOST);
        return targets.stream()
                .filter(to -> !to.equals(standing.stage()) && blocked(standing, to) == null)
                .map(to -> {
                    var missing = missing(standing, new Move(to, null, null, null, null, null));
                    return new Possible(to, direction(standing, to), missing.isEmpty(), missing);
                })
                .toList();
    }

    /**
     * The change that a move makes.
     *
     * @throws InvalidFieldException if the target does not exist or cannot be reached from here at all
     * @throws MoveRefusedException if something is missing
     */
    public Change decide(Standing standing, Move move) {
        var change = unchecked(standing, move);
        var missing = missing(standing, move);
        if (!missing.isEmpty() && move.override() == null) {
            throw new MoveRefusedException(change.toStage(), missing);
        }
        return change;
    }

    /** The change of imported history, which happened whether or not it would be allowed today. */
    public Change record(Standing standing, Move move) {
        return unchecked(standing, move);
    }

    private Change unchecked(Standing standing, Move move) {
        var to = target(move.to());
        if (to.equals(standing.stage())) {
            throw new InvalidFieldException("to", "the deal is in '%s' already".formatted(to));
        }
        var blocked = blocked(standing, to);
        if (blocked != null) {
            throw new InvalidFieldException("to", blocked);
        }
        if (to.equals(Pipeline.LOST)
                && move.reason() != null
                && !pipeline.lossReasons().isEmpty()
                && !pipeline.lossReasons().contains(move.reason())) {
            throw new InvalidFieldException(
                    "reason",
                    "'%s' is not a loss reason of this pipeline; use one of %s"
                            .formatted(move.reason(), pipeline.lossReasons()));
        }
        return new Change(
                direction(standing, to),
                standing.stage(),
                to,
                skipped(standing, to).stream().map(Stage::key).toList(),
                move.confirmation(),
                move.reason(),
                move.note(),
                move.override());
    }

    /** The stage key behind what a client wrote. */
    private String target(String to) {
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
    private String blocked(Standing standing, String to) {
        var closed = standing.status() == Status.WON || standing.status() == Status.LOST;
        if (closed && !inFunnel(to)) {
            return "the deal is closed (%s): reopen it by moving it to a stage of the funnel"
                    .formatted(standing.stage());
        }
        if (standing.status() == Status.LEAD && to.equals(pipeline.won().key())) {
            return "a lead cannot be won: move it into the funnel first";
        }
        return null;
    }

    private Direction direction(Standing standing, String to) {
        if (to.equals(Pipeline.LOST)) {
            return Direction.LOST;
        }
        if (to.equals(pipeline.won().key())) {
            return Direction.WON;
        }
        return switch (standing.status()) {
            case WON, LOST -> Direction.REOPENED;
            case LEAD -> leadDirection(standing, to);
            case OPEN -> openDirection(standing, to);
        };
    }

    private Direction leadDirection(Standing standing, String to) {
        if (!inFunnel(to)) {
            return null;
        }
        return standing.enteredFunnelBefore() ? Direction.REOPENED : Direction.IN;
    }

    private Direction openDirection(Standing standing, String to) {
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

    private List<Missing> missing(Standing standing, Move move) {
        var to = target(move.to());
        var direction = direction(standing, to);
        var missing = new ArrayList<Missing>();
        if (direction == null) {
            return missing;
        }
        switch (direction) {
            case IN, FORWARD, WON -> forward(standing, move, to, missing);
            case BACKWARD, RETURNED, LOST -> reason(move, missing);
            case REOPENED -> {
                reason(move, missing);
                if (standing.status() == Status.LEAD) {
                    forward(standing, move, to, missing);
                }
            }
        }
        return missing;
    }

    private void forward(Standing standing, Move move, String to, List<Missing> missing) {
        confirmation(move.confirmation(), to, missing);
        if (standing.status() == Status.LEAD) {
            missing.addAll(Opportunity.missing(standing.qualification()));
        }
        var ticked = standing.ticks().stream().map(Tick::item).collect(Collectors.toSet());
        pipeline.stage(standing.stage()).ifPresent(stage -> checklist(stage, ticked, missing));
        for (var skipped : skipped(standing, to)) {
            if (pipeline.skips() == Pipeline.SkipPolicy.FORBIDDEN) {
                missing.add(new Missing(
                        Missing.Kind.STAGE,
                        skipped.key(),
                        "this pipeline skips no stage: the customer has to confirm '%s' first"
                                .formatted(skipped.key())));
            } else {
                checklist(skipped, ticked, missing);
            }
        }
    }

    private void confirmation(Confirmation confirmation, String to, List<Missing> missing) {
        if (confirmation == null) {
            missing.add(new Missing(
                    Missing.Kind.CONFIRMATION,
                    "confirmation",
                    "say who on the customer's side confirmed '%s', when, by which signal and channel".formatted(to)));
            return;
        }
        var signals = pipeline.stage(to).map(Stage::signals).orElse(List.of());
        if (!signals.isEmpty() && !signals.contains(confirmation.signal())) {
            missing.add(new Missing(
                    Missing.Kind.SIGNAL,
                    confirmation.signal(),
                    "'%s' does not confirm this stage; one of %s does".formatted(confirmation.signal(), signals)));
        }
    }

    private static void checklist(Stage stage, Set<String> ticked, List<Missing> missing) {
        for (var item : stage.checklist()) {
            if (item.required() && !ticked.contains(item.key())) {
                missing.add(new Missing(
                        Missing.Kind.CHECKLIST,
                        item.key(),
                        "tick '%s' (%s)".formatted(item.key(), item.names().getOrDefault("en", item.key()))));
            }
        }
    }

    private static void reason(Move move, List<Missing> missing) {
        if (move.reason() == null || move.reason().isBlank()) {
            missing.add(new Missing(Missing.Kind.REASON, "reason", "give the reason for this move"));
        }
    }

    /** The funnel stages between here and there that a forward move leaves out; none for other moves. */
    private List<Stage> skipped(Standing standing, String to) {
        var direction = direction(standing, to);
        if (direction != Direction.IN && direction != Direction.FORWARD && direction != Direction.WON) {
            return List.of();
        }
        var from = pipeline.position(standing.stage());
        var end = pipeline.position(to);
        return pipeline.funnelStages().stream()
                .filter(stage -> pipeline.position(stage.key()) > from && pipeline.position(stage.key()) < end)
                .toList();
    }
}
