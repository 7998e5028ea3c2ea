package dealflow.deal.move;

import dealflow.contract.deal.Status;
import dealflow.contract.deal.Tick;
import dealflow.contract.event.Change;
import dealflow.contract.event.Confirmation;
import dealflow.contract.event.Direction;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.BuyingCommittee;
import dealflow.deal.QualificationRules;
import dealflow.deal.Standing;
import dealflow.deal.field.FieldSet;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Missing;
import dealflow.deal.refusal.MoveRefusedException;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a deal needs for a move, the same for every channel: a stage is entered only when the customer has confirmed it
 * (R1), the funnel only by an opportunity with its three elements and fit (R3), and the ways down and out need a reason.
 */
public final class MoveRules {

    private final Pipeline pipeline;
    private final FieldSet fields;
    private final Transitions transitions;

    /** Of what the company's own fields ask for, nothing is known. */
    public MoveRules(Pipeline pipeline) {
        this(pipeline, FieldSet.NONE);
    }

    public MoveRules(Pipeline pipeline, FieldSet fields) {
        this.pipeline = pipeline;
        this.fields = fields;
        this.transitions = new Transitions(pipeline);
    }

    /**
     * A possible move.
     *
     * @param to the key of a stage, of the won stage, or {@code lost}
     * @param direction null between stages outside the funnel
     */
    public record Possible(String to, @Nullable Direction direction, boolean allowed, List<Missing> missing) {

        /** The same without what need not be there. */
        Possible without(Predicate<Missing> waived) {
            var left = missing.stream().filter(waived.negate()).toList();
            return new Possible(to, direction, left.isEmpty(), left);
        }
    }

    /** Every move that a deal can make from where it stands, with what each still lacks. */
    public List<Possible> possible(Standing standing) {
        return transitions.targets().stream()
                .filter(to -> transitions.blocked(standing, to) == null)
                .map(to -> {
                    var missing = missing(standing, new Move(to, null, null, null, null, null), to);
                    return new Possible(to, transitions.direction(standing, to), missing.isEmpty(), missing);
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
        var change = record(standing, move);
        var missing = missing(standing, move, change.toStage());
        if (!missing.isEmpty() && move.override() == null) {
            throw new MoveRefusedException(change.toStage(), missing);
        }
        return change;
    }

    /** The change of imported history, which happened whether or not it would be allowed today. */
    public Change record(Standing standing, Move move) {
        var to = transitions.target(move.to());
        var blocked = transitions.blocked(standing, to);
        if (blocked != null) {
            throw new InvalidFieldException("to", blocked);
        }
        var direction = transitions.direction(standing, to);
        knownReason(direction, move.reason());
        return new Change(
                direction,
                standing.stage(),
                to,
                transitions.skipped(standing, to).stream().map(Stage::key).toList(),
                move.confirmation(),
                move.reason(),
                move.note(),
                move.override());
    }

    /**
     * The stage key behind what somebody wrote, such as {@code won}.
     *
     * @throws InvalidFieldException if there is none
     */
    public String target(String to) {
        return transitions.target(to);
    }

    private void knownReason(Direction direction, String reason) {
        var known = reasons(direction);
        if (reason != null && !known.isEmpty() && !known.contains(reason)) {
            throw new InvalidFieldException(
                    "reason",
                    "'%s' is not a %s reason of this pipeline; use one of %s"
                            .formatted(reason, direction == Direction.WON ? "win" : "loss", known));
        }
    }

    private List<String> reasons(Direction direction) {
        if (direction == Direction.LOST) {
            return pipeline.lossReasons();
        }
        return direction == Direction.WON ? pipeline.winReasons() : List.of();
    }

    private List<Missing> missing(Standing standing, Move move, String to) {
        var direction = transitions.direction(standing, to);
        var missing = new ArrayList<Missing>();
        if (direction == null) {
            return missing;
        }
        switch (direction) {
            case IN, FORWARD -> forward(standing, move, to, missing);
            case WON -> {
                forward(standing, move, to, missing);
                checklist(pipeline.won().checklist(), ticked(standing), missing);
                if (!pipeline.winReasons().isEmpty()) {
                    reason(direction, move, missing);
                }
            }
            case BACKWARD, RETURNED, LOST -> reason(direction, move, missing);
            case REOPENED -> reopened(standing, move, to, missing);
        }
        return missing;
    }

    private void forward(Standing standing, Move move, String to, List<Missing> missing) {
        confirmation(standing, move.confirmation(), to, missing);
        if (standing.status() == Status.LEAD) {
            missing.addAll(QualificationRules.missing(standing.qualification()));
        }
        onward(standing, standing.stage(), to, missing);
        missing.addAll(fields.missing(pipeline, standing.fields(), to));
    }

    /** As far as it had been the customer has confirmed; from there on it is a way forward like any other. */
    private void reopened(Standing standing, Move move, String to, List<Missing> missing) {
        reason(Direction.REOPENED, move, missing);
        var furthest = transitions.furthest(standing);
        var further = transitions.liesBefore(furthest, to);
        var lead = transitions.isLead(standing);
        if (lead || further) {
            confirmation(standing, move.confirmation(), to, missing);
            missing.addAll(fields.missing(pipeline, standing.fields(), to));
        }
        if (lead) {
            missing.addAll(QualificationRules.missing(standing.qualification()));
        }
        if (further) {
            onward(standing, furthest, to, missing);
        }
    }

    private void onward(Standing standing, String from, String to, List<Missing> missing) {
        var ticked = ticked(standing);
        pipeline.stage(from).ifPresent(stage -> checklist(stage.checklist(), ticked, missing));
        for (var skipped : transitions.between(from, to)) {
            if (pipeline.skips() == Pipeline.SkipPolicy.FORBIDDEN) {
                missing.add(new Missing(
                        Missing.Kind.STAGE,
                        skipped.key(),
                        "this pipeline skips no stage: the customer has to confirm '%s' first"
                                .formatted(skipped.key())));
            } else {
                checklist(skipped.checklist(), ticked, missing);
            }
        }
    }

    private static Set<String> ticked(Standing standing) {
        return standing.ticks().stream().map(Tick::item).collect(Collectors.toSet());
    }

    private void confirmation(Standing standing, Confirmation confirmation, String to, List<Missing> missing) {
        var signals = pipeline.signals(to);
        if (confirmation == null) {
            missing.add(new Missing(
                    Missing.Kind.CONFIRMATION,
                    "confirmation",
                    "say who on the customer's side confirmed '%s', when, by which signal%s and channel"
                            .formatted(to, signals.isEmpty() ? "" : " (one of " + signals + ")")));
        } else if (!signals.isEmpty() && !signals.contains(confirmation.signal())) {
            missing.add(new Missing(
                    Missing.Kind.SIGNAL,
                    confirmation.signal(),
                    "'%s' does not confirm this stage; one of %s does".formatted(confirmation.signal(), signals)));
        }
        var roles = pipeline.stage(to).map(Stage::confirmingRoles).orElse(List.of());
        if (!roles.isEmpty() && (confirmation == null || !roles.contains(confirmation.role()))) {
            missing.add(new Missing(
                    Missing.Kind.ROLE,
                    roles.get(0).name(),
                    "'%s' is confirmed by %s: name it as confirmation.person. %s"
                            .formatted(
                                    to,
                                    BuyingCommittee.anyOf(roles),
                                    new BuyingCommittee(standing.people()).heard(roles))));
        }
    }

    private static void checklist(List<Stage.ChecklistItem> items, Set<String> ticked, List<Missing> missing) {
        for (var item : items) {
            if (item.required() && !ticked.contains(item.key())) {
                missing.add(new Missing(
                        Missing.Kind.CHECKLIST,
                        item.key(),
                        "tick '%s' (%s)".formatted(item.key(), item.names().getOrDefault("en", item.key()))));
            }
        }
    }

    private void reason(Direction direction, Move move, List<Missing> missing) {
        if (move.reason() == null || move.reason().isBlank()) {
            var known = reasons(direction);
            missing.add(new Missing(
                    Missing.Kind.REASON,
                    "reason",
                    "give the reason for this move" + (known.isEmpty() ? "" : ": one of " + known)));
        }
    }
}
