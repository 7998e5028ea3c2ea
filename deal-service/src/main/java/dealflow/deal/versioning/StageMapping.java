package dealflow.deal.versioning;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.Deal;
import dealflow.deal.refusal.InvalidFieldException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Where deals and history go when a pipeline gets a new version.
 *
 * @param stages for stages that are gone (renamed, merged, removed): the stage in whose place they count from now on
 * @param deals for single deals under way, such as those of a stage that is split: the stage that each is put into
 */
public record StageMapping(Map<String, String> stages, Map<UUID, String> deals) {

    public StageMapping {
        stages = stages == null ? Map.of() : stages;
        deals = deals == null ? Map.of() : deals;
    }

    /** The stages of a version that the next one does not have and that nothing is said about. */
    List<String> unmapped(Pipeline before, Pipeline next) {
        return before.stages().stream()
                .map(Stage::key)
                .filter(key -> next.stage(key).isEmpty() && !stages.containsKey(key))
                .toList();
    }

    /** Every key of the past whose history counts in a stage: its own, and those retired to it. */
    static List<String> pastOf(Pipeline before, List<String> stageKeys) {
        var past = new ArrayList<>(stageKeys);
        before.retiredStages().forEach((old, now) -> {
            if (stageKeys.contains(now)) {
                past.add(old);
            }
        });
        return past;
    }

    /**
     * The retired stages of the next version: those of all earlier ones, each with its place now, so that one look-up is
     * enough for whoever reads the history.
     *
     * @throws InvalidFieldException if the mapping, or the new definition, contradicts what is on record
     */
    Map<String, String> retired(Pipeline before, Pipeline next) {
        for (var mapped : stages.entrySet()) {
            check(before, next, mapped.getKey(), mapped.getValue());
        }
        for (var stage : next.stages()) {
            require(
                    !before.retiredStages().containsKey(stage.key()),
                    "stages",
                    "'%s' was a stage of an earlier version and counts as '%s' now: choose another key"
                            .formatted(stage.key(), before.current(stage.key())));
            before.stage(stage.key())
                    .ifPresent(was -> require(
                            was.place() == stage.place(),
                            "stages",
                            "'%s' stays %s: give the new stage a key of its own, and map this one"
                                    .formatted(stage.key(), was.place())));
        }
        var retired = new HashMap<>(stages);
        before.retiredStages().forEach((old, now) -> {
            var place = next.stage(now).isPresent() ? now : stages.get(now);
            if (place != null) {
                retired.put(old, place);
            }
        });
        return retired;
    }

    private static void check(Pipeline before, Pipeline next, String from, String to) {
        var field = "stageMapping." + from;
        var old = before.stage(from)
                .orElseThrow(() -> new InvalidFieldException(field, "was not a stage of version " + before.version()));
        require(next.stage(from).isEmpty(), field, "is still a stage: put single deals elsewhere with dealMapping");
        require(samePlace(next, to, old.place()), field, "'%s' is no stage %s".formatted(to, old.place()));
    }

    /**
     * The stage of the next version that a deal under way is in.
     *
     * @throws InvalidFieldException if there is none, or not on the same side of the funnel's entrance
     */
    String placeOf(Deal deal, Pipeline before, Pipeline next) {
        var to = deals.getOrDefault(deal.id(), stages.getOrDefault(deal.stage(), deal.stage()));
        var place = before.stage(deal.stage()).map(Stage::place).orElse(Stage.Place.FUNNEL);
        require(
                samePlace(next, to, place),
                "dealMapping." + deal.id(),
                "'%s' is no stage %s of the new version: a deal enters or leaves the funnel by a move"
                        .formatted(to, place));
        return to;
    }

    private static boolean samePlace(Pipeline next, String to, Stage.Place place) {
        Predicate<Stage> same = stage -> stage.place() == place;
        return next.stage(to).filter(same).isPresent();
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidFieldException(field, message);
        }
    }
}
