package dealflow.forecast.attainment;

import dealflow.contract.forecast.ForecastEvent;
import dealflow.forecast.attainment.JudgedTarget.Key;
import dealflow.forecast.load.ForecastConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Which targets have been told to be at risk, in a table: neither a restart nor another replica tells the same again. */
@ApplicationScoped
public class TargetsAtRisk {

    private static final String OF_KEY =
            "pipeline = :pipeline AND measure = :measure AND period = :period AND team = :team AND owner = :owner";

    private final RiskBand band;

    @Inject
    TargetsAtRisk(ForecastConfig config) {
        this(new RiskBand(config.targetAtRiskBelow(), config.targetBackAbove()));
    }

    TargetsAtRisk(RiskBand band) {
        this.band = band;
    }

    /** So that a wrong setting is seen at once, and not at midnight. */
    void start(@Observes StartupEvent event) {}

    /**
     * What is to be told of a pipeline's targets, and remembers it; the caller lets in one at a time. A target whose chance is not known
     * stays what it was, and one that is gone, like its period, is forgotten.
     */
    public List<ForecastEvent> crossings(
            Handle transaction, String pipeline, String currency, Instant at, List<JudgedTarget> targets) {
        var before = atRisk(transaction, pipeline);
        var events = new ArrayList<ForecastEvent>();
        for (var target : targets) {
            var outlook = target.outlook();
            var wasAtRisk = before.contains(target.key());
            if (outlook != null && band.isAtRisk(wasAtRisk, outlook.chance()) != wasAtRisk) {
                events.add(ForecastEvent.of(at, currency, outlook, !wasAtRisk));
                if (wasAtRisk) {
                    forget(transaction, pipeline, target.key());
                } else {
                    remember(transaction, pipeline, target.key());
                }
            }
        }
        var gone = new HashSet<>(before);
        gone.removeAll(targets.stream().map(JudgedTarget::key).collect(Collectors.toSet()));
        gone.forEach(key -> forget(transaction, pipeline, key));
        return events;
    }

    private static Set<Key> atRisk(Handle transaction, String pipeline) {
        return transaction
                .createQuery("SELECT measure, period, team, owner FROM target_at_risk WHERE pipeline = :pipeline")
                .bind("pipeline", pipeline)
                .map(ConstructorMapper.of(Key.class))
                .set();
    }

    private static void remember(Handle transaction, String pipeline, Key key) {
        transaction
                .createUpdate(
                        """
                        INSERT INTO target_at_risk (pipeline, measure, period, team, owner)
                        VALUES (:pipeline, :measure, :period, :team, :owner)
                        """)
                .bindMap(key.in(pipeline))
                .execute();
    }

    private static void forget(Handle transaction, String pipeline, Key key) {
        transaction
                .createUpdate("DELETE FROM target_at_risk WHERE " + OF_KEY)
                .bindMap(key.in(pipeline))
                .execute();
    }
}
