package dealflow.forecast;

import dealflow.contract.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Answers questions about the future of a pipeline. */
@ApplicationScoped
public class Forecasts {

    private final Models models;

    Forecasts(Models models) {
        this.models = models;
    }

    /** What was known of a pipeline at a moment: the ground of any answer. */
    public Knowledge known(Pipeline pipeline, Instant asOf) {
        return models.of(pipeline, asOf);
    }

    /** The forecast for the whole of the question's scope. */
    public Forecast forecast(Knowledge known, Question question) {
        var whole = question.whole();
        return known.memo()
                .of(whole, () -> new Forecaster(known.model(), known.measured(whole.measure(), whole.scope()))
                        .forecast(whole));
    }

    /** One forecast for each group that has deals, by name; they add up to that of the whole. */
    public List<GroupForecast> groups(Knowledge known, Question question) {
        return known.memo()
                .of(
                        question,
                        () -> known.grouped(question.measure(), question.scope(), question.by()).entrySet().stream()
                                .map(entry -> new GroupForecast(
                                        entry.getKey().name(),
                                        new Forecaster(known.model(), entry.getValue()).forecast(question)))
                                .sorted(Comparator.comparing(
                                        GroupForecast::group, Comparator.nullsLast(Comparator.naturalOrder())))
                                .toList());
    }

    /** What is owed, by how long it has been waited for. */
    public List<Receivables.Bucket> receivables(Knowledge known, Scope scope) {
        return ((Paid) known.measured(Measure.RECEIPTS, scope)).receivables().byAge();
    }

    /** The forecast as it would be if things were otherwise. */
    public Forecast forecast(Knowledge known, Question question, Scenario scenario) {
        var whole = question.whole();
        return known.memo().of(new Supposed(whole, scenario), () -> new Forecaster(
                        known.model(), scenario.of(known, whole.measure(), whole.scope()))
                .forecast(whole));
    }

    private record Supposed(Question question, Scenario scenario) {}

    /** Why two snapshots differ in what they expected of a period that is in both. */
    public ExplainedChange explain(
            Pipeline pipeline, Snapshot before, Snapshot after, Snapshot.Line was, Snapshot.Line is) {
        var earlier = models.of(pipeline, before.asOf());
        var later = models.of(pipeline, after.asOf());
        var changes = new Changes(
                earlier, later, (int) was.from().toEpochDay(), (int) was.to().toEpochDay());
        var difference = is.total().expected() - was.total().expected();
        var terms = changes.explain(pairs -> models.pairs(pipeline, before.asOf(), after.asOf(), pairs), difference);
        return new ExplainedChange(
                before,
                after,
                was.from(),
                was.to(),
                was.total().expected(),
                is.total().expected(),
                terms);
    }

    /** @param group null for the deals without the label */
    public record GroupForecast(String group, Forecast forecast) {}
}
