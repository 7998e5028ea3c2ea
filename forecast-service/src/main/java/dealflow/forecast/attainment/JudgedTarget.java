package dealflow.forecast.attainment;

import dealflow.contract.forecast.TargetOutlook;
import dealflow.forecast.outbox.EventFigures;
import dealflow.forecast.target.Target;
import java.util.Map;
import java.util.Objects;

/**
 * A target of a period that is under way.
 *
 * @param outlook how likely it is to be reached; null where deals are too few to say
 */
public record JudgedTarget(Key key, TargetOutlook outlook) {

    /** What a pipeline has one target of; {@code team} and {@code owner} are empty for all. */
    record Key(String measure, String period, String team, String owner) {

        /** As columns. */
        Map<String, String> in(String pipeline) {
            return Map.of("pipeline", pipeline, "measure", measure, "period", period, "team", team, "owner", owner);
        }

        static Key of(Target target) {
            return new Key(
                    EventFigures.name(target.measure()),
                    target.period(),
                    Objects.requireNonNullElse(target.team(), ""),
                    Objects.requireNonNullElse(target.owner(), ""));
        }
    }
}
