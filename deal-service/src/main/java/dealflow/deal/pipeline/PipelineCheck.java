package dealflow.deal.pipeline;

import dealflow.contract.deal.Person;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a definition whole: fills in what may be left out, and refuses what contradicts itself. */
public final class PipelineCheck {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MOST_MONTHS = 120;
    private static final int MOST_DAYS = 3660;
    private static final int MOST_STAGES = 50;

    private PipelineCheck() {}

    /**
     * The definition with defaults in place.
     *
     * @throws InvalidFieldException if it cannot be a pipeline
     */
    public static Pipeline checked(Pipeline draft) {
        key("key", draft.key());
        require(draft.currency() != null, "currency", "is required: an ISO 4217 code");
        try {
            Currency.getInstance(draft.currency());
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("currency", "'%s' is not an ISO 4217 code".formatted(draft.currency()));
        }
        require(draft.timeZone() != null, "timeZone", "is required, such as Europe/Amsterdam");
        var stages = orEmpty(draft.stages());
        require(!stages.isEmpty(), "stages", "at least one is required");
        require(stages.size() <= MOST_STAGES, "stages", "at most " + MOST_STAGES + " are allowed");
        var won = draft.won() == null ? new Pipeline.Won("won", Map.of("en", "Won", "zh", "赢单")) : draft.won();
        key("won.key", won.key());
        var stageKeys = new HashSet<String>();
        stageKeys.add(Pipeline.LOST);
        stageKeys.add(won.key());
        var itemKeys = new HashSet<String>();
        var entered = false;
        for (var i = 0; i < stages.size(); i++) {
            var field = "stages[%d]".formatted(i);
            var stage = stages.get(i);
            require(stage != null, field, "is required");
            key(field + ".key", stage.key());
            require(stageKeys.add(stage.key()), field + ".key", "'%s' is taken".formatted(stage.key()));
            require(stage.place() != null, field + ".place", "is required: OUTSIDE or FUNNEL");
            require(
                    !entered || stage.place() == Stage.Place.FUNNEL,
                    field + ".place",
                    "a stage outside the funnel cannot follow one inside it");
            entered |= stage.place() == Stage.Place.FUNNEL;
            threshold(field + ".stalledAfter", stage);
            require(
                    stage.confirmingRoles().stream().allMatch(Objects::nonNull)
                            && new HashSet<>(stage.confirmingRoles()).size()
                                    == stage.confirmingRoles().size(),
                    field + ".confirmingRoles",
                    "must be some of %s, each once".formatted(List.of(Person.BuyingRole.values())));
            items(field + ".checklist.key", orEmpty(stage.checklist()), itemKeys);
        }
        items("won.checklist.key", won.checklist(), itemKeys);
        require(entered, "stages", "at least one has to be in the FUNNEL");
        reasons("lossReasons", orEmpty(draft.lossReasons()));
        reasons("winReasons", draft.winReasons());
        return new Pipeline(
                draft.key(),
                draft.version(),
                orNamed(draft.names(), draft.key()),
                draft.currency(),
                draft.timeZone(),
                stages.stream().map(PipelineCheck::whole).toList(),
                new Pipeline.Won(won.key(), orNamed(won.names(), won.key()), won.signals(), whole(won.checklist())),
                orEmpty(draft.lossReasons()),
                Objects.requireNonNullElse(draft.skips(), Pipeline.SkipPolicy.ALLOWED),
                orEmpty(draft.holidays()),
                draft.winReasons(),
                draft.retiredStages(),
                draft.closedProducts());
    }

    private static void items(String field, List<Stage.ChecklistItem> items, Set<String> taken) {
        for (var item : items) {
            require(item != null, field, "is required");
            key(field, item.key());
            require(
                    taken.add(item.key()),
                    field,
                    "'%s' is taken; item keys are unique within a pipeline".formatted(item.key()));
        }
    }

    private static void threshold(String field, Stage stage) {
        var after = stage.stalledAfter();
        if (after == null) {
            return;
        }
        require(!after.isNegative() && !after.isZero(), field, "must be above zero, such as P30D");
        require(
                after.toTotalMonths() <= MOST_MONTHS && after.getDays() <= MOST_DAYS,
                field,
                "must be at most ten years: P10Y, or P%dD".formatted(MOST_DAYS));
        require(
                !stage.stalledCountsBusinessDays() || after.toTotalMonths() == 0,
                field,
                "is in days, such as P20D, where business days count");
    }

    private static void reasons(String field, List<String> reasons) {
        for (var reason : reasons) {
            require(
                    reason != null && !reason.isBlank() && Texts.length(reason) <= 200,
                    field,
                    "must be keys of 1 to 200 characters");
        }
    }

    private static Stage whole(Stage stage) {
        return new Stage(
                stage.key(),
                orNamed(stage.names(), stage.key()),
                stage.place(),
                stage.buyingPhase(),
                stage.stalledAfter(),
                stage.stalledCountsBusinessDays(),
                orEmpty(stage.signals()),
                whole(orEmpty(stage.checklist())),
                Objects.requireNonNullElse(stage.concerns(), Map.of()),
                Objects.requireNonNullElse(stage.actions(), Map.of()),
                stage.priceStance() == null ? stance(stage.buyingPhase()) : stage.priceStance(),
                stage.confirmingRoles());
    }

    private static List<Stage.ChecklistItem> whole(List<Stage.ChecklistItem> items) {
        return items.stream()
                .map(item -> new Stage.ChecklistItem(
                        item.key(),
                        orNamed(item.names(), item.key()),
                        item.required(),
                        Objects.requireNonNullElse(item.confirmedBy(), Stage.ConfirmedBy.US)))
                .toList();
    }

    /** What the customer's buying phase says about price (section 1 of the manual's table). */
    private static Stage.PriceStance stance(Stage.BuyingPhase phase) {
        if (phase == null) {
            return null;
        }
        return switch (phase) {
            case NEED_FORMATION -> Stage.PriceStance.NOT_YET;
            case SOLUTION_EVALUATION -> Stage.PriceStance.HOLD;
            case PURCHASE_DECISION -> Stage.PriceStance.RISK_REVIEW;
        };
    }

    private static void key(String field, String key) {
        require(
                key != null && KEY.matcher(key).matches(),
                field,
                "is required: lower-case letters, digits and hyphens, at most 63");
    }

    private static Map<String, String> orNamed(Map<String, String> names, String key) {
        return names == null || names.isEmpty() ? Map.of("en", key) : names;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidFieldException(field, message);
        }
    }
}
