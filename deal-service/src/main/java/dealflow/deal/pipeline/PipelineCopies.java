package dealflow.deal.pipeline;

import dealflow.contract.pipeline.Pipeline;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

/** Definitions like another one but for something. */
public final class PipelineCopies {

    private PipelineCopies() {}

    public static Pipeline withKey(Pipeline p, String key) {
        return new Pipeline(
                key,
                p.version(),
                p.names(),
                p.currency(),
                p.timeZone(),
                p.stages(),
                p.won(),
                p.lossReasons(),
                p.skips(),
                p.holidays(),
                p.winReasons(),
                p.retiredStages(),
                p.closedProducts());
    }

    public static Pipeline nextVersion(Pipeline p, int version, Map<String, String> retiredStages) {
        return new Pipeline(
                p.key(),
                version,
                p.names(),
                p.currency(),
                p.timeZone(),
                p.stages(),
                p.won(),
                p.lossReasons(),
                p.skips(),
                p.holidays(),
                p.winReasons(),
                retiredStages,
                p.closedProducts());
    }

    /** A template as a company's own; what is null stays the template's. */
    static Pipeline ofTemplate(
            Pipeline template, String key, Map<String, String> names, String currency, ZoneId timeZone) {
        return new Pipeline(
                key,
                1,
                Objects.requireNonNullElse(names, template.names()),
                Objects.requireNonNullElse(currency, template.currency()),
                Objects.requireNonNullElse(timeZone, template.timeZone()),
                template.stages(),
                template.won(),
                template.lossReasons(),
                template.skips(),
                template.holidays(),
                template.winReasons(),
                template.retiredStages(),
                template.closedProducts());
    }
}
