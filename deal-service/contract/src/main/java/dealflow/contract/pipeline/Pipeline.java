package dealflow.contract.pipeline;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A company's sequence of stages (销售流程): the value of a message on {@code dealflow.pipelines.v1}.
 *
 * @param version 1, 2, 3, ...; each edit makes a new one
 * @param names by language, {@code en} and {@code zh}
 * @param currency the reporting currency, an ISO 4217 code
 * @param timeZone where the pipeline's days, weeks and months begin
 * @param stages in the order in which a customer passes them
 * @param lossReasons the keys that a loss may give
 * @param skips whether a forward move may leave stages out
 * @param holidays days that are not business days, beside Saturdays and Sundays
 * @param winReasons the keys that a win has to choose from; empty where it needs none
 * @param retiredStages the stages of earlier versions, each with the stage of this one in whose place it counts now
 * @param closedProducts whether its deals are about products of the product list only
 */
public record Pipeline(
        String key,
        int version,
        Map<String, String> names,
        String currency,
        ZoneId timeZone,
        List<Stage> stages,
        Won won,
        List<String> lossReasons,
        SkipPolicy skips,
        List<LocalDate> holidays,
        List<String> winReasons,
        Map<String, String> retiredStages,
        boolean closedProducts) {

    public Pipeline {
        // Definitions made before there were any lack them.
        winReasons = winReasons == null ? List.of() : List.copyOf(winReasons);
        retiredStages = retiredStages == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(retiredStages));
    }

    /** One whose deals may be about any product. */
    public Pipeline(
            String key,
            int version,
            Map<String, String> names,
            String currency,
            ZoneId timeZone,
            List<Stage> stages,
            Won won,
            List<String> lossReasons,
            SkipPolicy skips,
            List<LocalDate> holidays,
            List<String> winReasons,
            Map<String, String> retiredStages) {
        this(
                key,
                version,
                names,
                currency,
                timeZone,
                stages,
                won,
                lossReasons,
                skips,
                holidays,
                winReasons,
                retiredStages,
                false);
    }

    /** The key of the stage that every lost deal is in, whatever the pipeline. */
    public static final String LOST = "lost";

    /** The stage of that key, if the pipeline has it. */
    public Optional<Stage> stage(String stageKey) {
        return stages.stream().filter(stage -> stage.key().equals(stageKey)).findFirst();
    }

    /** The stage in whose place a stage of any version counts now; a key that was never retired is itself. */
    public String current(String stageKey) {
        return retiredStages.getOrDefault(stageKey, stageKey);
    }

    /** The place of a stage in the sequence, from 0; the won stage follows the last; -1 for any other key. */
    public int position(String stageKey) {
        if (won.key().equals(stageKey)) {
            return stages.size();
        }
        for (var i = 0; i < stages.size(); i++) {
            if (stages.get(i).key().equals(stageKey)) {
                return i;
            }
        }
        return -1;
    }

    /** The stages inside the funnel, in order. */
    public List<Stage> funnelStages() {
        return stages.stream()
                .filter(stage -> stage.place() == Stage.Place.FUNNEL)
                .toList();
    }

    /** The confirmations that let a deal enter a stage or the won stage; empty for any. */
    public List<String> signals(String stageKey) {
        return won.key().equals(stageKey)
                ? won.signals()
                : stage(stageKey).map(Stage::signals).orElse(List.of());
    }

    /** Every item of every checklist, the order's last, by the key of its stage. */
    public Map<String, List<Stage.ChecklistItem>> checklists() {
        var checklists = new LinkedHashMap<String, List<Stage.ChecklistItem>>();
        stages.forEach(stage -> checklists.put(stage.key(), stage.checklist()));
        checklists.put(won.key(), won.checklist());
        return checklists;
    }

    /**
     * The end that every sale is made for: a stage like any other, so that each company says what counts as an order.
     *
     * @param key such as {@code order-confirmed}; a move may also say {@code won}
     * @param signals the confirmations that make a deal an order, such as a signed PI; empty for any
     * @param checklist what must be true of the order itself
     */
    public record Won(
            String key, Map<String, String> names, List<String> signals, List<Stage.ChecklistItem> checklist) {

        public Won {
            // Definitions made before lack them.
            signals = signals == null ? List.of() : List.copyOf(signals);
            checklist = checklist == null ? List.of() : List.copyOf(checklist);
        }

        /** An order by any confirmation, of which nothing else has to be true. */
        public Won(String key, Map<String, String> names) {
            this(key, names, List.of(), List.of());
        }
    }

    /** Whether stages may be skipped on the way forward. */
    public enum SkipPolicy {
        ALLOWED,
        FORBIDDEN
    }
}
