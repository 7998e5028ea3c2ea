package dealflow.contract.pipeline;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
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
        Map<String, String> retiredStages) {

    public Pipeline {
        // Definitions made before there were any lack them.
        winReasons = winReasons == null ? List.of() : List.copyOf(winReasons);
        retiredStages = retiredStages == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(retiredStages));
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

    /**
     * The end that every sale is made for.
     *
     * @param key such as {@code order-confirmed}; a move may also say {@code won}
     */
    public record Won(String key, Map<String, String> names) {}

    /** Whether stages may be skipped on the way forward. */
    public enum SkipPolicy {
        ALLOWED,
        FORBIDDEN
    }
}
