package dealflow.forecast.snapshot;

import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.model.Models;
import jakarta.enterprise.context.ApplicationScoped;

/** Explains why two snapshots differ, from what was known at the moment of each. */
@ApplicationScoped
class ChangesBetween {

    private final Models models;

    ChangesBetween(Models models) {
        this.models = models;
    }

    /** Of what they expected of a period that is in both. */
    ExplainedChange explain(Pipeline pipeline, Snapshot before, Snapshot after, Snapshot.Line was, Snapshot.Line is) {
        var earlier = models.of(pipeline, before.asOf());
        var later = models.of(pipeline, after.asOf());
        var bridge = new ForecastBridge(
                earlier, later, (int) was.from().toEpochDay(), (int) was.to().toEpochDay());
        var difference = is.total().expected() - was.total().expected();
        var terms = bridge.explain(pairs -> models.pairs(pipeline, before.asOf(), after.asOf(), pairs), difference);
        return new ExplainedChange(
                before,
                after,
                was.from(),
                was.to(),
                was.total().expected(),
                is.total().expected(),
                terms);
    }
}
