package dealflow.forecast.snapshot;

import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Models;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/** Explains why the forecasts of two moments differ, from what was known at each. */
@ApplicationScoped
class ChangesBetween {

    private final Models models;
    private final Forecasts forecasts;

    ChangesBetween(Models models, Forecasts forecasts) {
        this.models = models;
        this.forecasts = forecasts;
    }

    /** What is asked: why what was expected of a period is another at a later moment. */
    record Asked(
            Pipeline pipeline,
            Measure measure,
            KnownForecast before,
            KnownForecast after,
            NamedPeriod period,
            Scope scope) {

        private Question question() {
            return new Question(scope, measure, period.interval(), period.from(), 1, null);
        }
    }

    /** What a snapshot said of the period counts as it was said. */
    ExplainedChange explain(Asked asked) {
        var earlier = earlier(asked);
        var later = later(asked);
        var was = expected(earlier, asked.before, asked);
        var is = expected(later, asked.after, asked);
        var bridge = bridge(asked, earlier, later);
        var terms = bridge.explain(pairs(asked), is - was);
        var reason = forecasts.disclosure(earlier, asked.measure).reason(asked.scope);
        return new ExplainedChange(
                asked.measure,
                asked.before,
                asked.after,
                asked.period,
                was,
                is,
                terms,
                bridge.dealsByTerms(),
                earlier.today().equals(later.today()),
                reason != null
                        ? reason
                        : forecasts.disclosure(later, asked.measure).reason(asked.scope));
    }

    /** The deals of the terms. */
    void tell(Asked asked, ForecastBridge.Listener told) {
        bridge(asked, earlier(asked), later(asked)).tell(pairs(asked), told);
    }

    private InformationSet earlier(Asked asked) {
        return models.of(asked.pipeline, asked.before.asOf());
    }

    private InformationSet later(Asked asked) {
        return models.of(asked.pipeline, asked.after.asOf());
    }

    private static ForecastBridge bridge(Asked asked, InformationSet earlier, InformationSet later) {
        return ForecastBridge.of(
                asked.measure,
                earlier,
                later,
                asked.scope,
                (int) asked.period.from().toEpochDay(),
                (int) asked.period.to().toEpochDay());
    }

    private Consumer<Models.Pairs> pairs(Asked asked) {
        return visitor -> models.pairs(asked.pipeline, asked.before.asOf(), asked.after.asOf(), visitor);
    }

    private double expected(InformationSet known, KnownForecast at, Asked asked) {
        var said = at.snapshot() == null || !asked.scope.equals(Scope.ALL) ? null : line(at.snapshot(), asked);
        return said == null
                ? forecasts
                        .forecast(known, asked.question())
                        .periods()
                        .get(0)
                        .total()
                        .expected()
                : said.total().expected();
    }

    private static Snapshot.Line line(Snapshot snapshot, Asked asked) {
        return snapshot.lines().stream()
                .filter(line -> line.measure() == asked.measure && line.period().equals(asked.period.name()))
                .findFirst()
                .orElse(null);
    }
}
