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

    /** Of what was expected of a period. What a snapshot said of it counts as it was said. */
    ExplainedChange explain(
            Pipeline pipeline, KnownForecast before, KnownForecast after, NamedPeriod period, Scope scope) {
        var earlier = models.of(pipeline, before.asOf());
        var later = models.of(pipeline, after.asOf());
        var question = new Question(scope, Measure.BOOKINGS, period.interval(), period.from(), 1, null);
        var was = expected(earlier, before, period, question);
        var is = expected(later, after, period, question);
        var terms = bridge(earlier, later, period, scope).explain(pairs(pipeline, before, after), is - was);
        var reason = forecasts.disclosure(earlier, Measure.BOOKINGS).reason(scope);
        return new ExplainedChange(
                before,
                after,
                period,
                was,
                is,
                terms,
                earlier.today().equals(later.today()),
                reason != null
                        ? reason
                        : forecasts.disclosure(later, Measure.BOOKINGS).reason(scope));
    }

    /** The deals of the terms. */
    void tell(
            Pipeline pipeline,
            KnownForecast before,
            KnownForecast after,
            NamedPeriod period,
            Scope scope,
            ForecastBridge.Listener told) {
        bridge(models.of(pipeline, before.asOf()), models.of(pipeline, after.asOf()), period, scope)
                .tell(pairs(pipeline, before, after), told);
    }

    private static ForecastBridge bridge(
            InformationSet earlier, InformationSet later, NamedPeriod period, Scope scope) {
        return new ForecastBridge(earlier, later, scope, (int) period.from().toEpochDay(), (int)
                period.to().toEpochDay());
    }

    private Consumer<Models.Pairs> pairs(Pipeline pipeline, KnownForecast before, KnownForecast after) {
        return visitor -> models.pairs(pipeline, before.asOf(), after.asOf(), visitor);
    }

    private double expected(InformationSet known, KnownForecast at, NamedPeriod period, Question question) {
        var said = at.snapshot() == null || !question.scope().equals(Scope.ALL) ? null : line(at.snapshot(), period);
        return said == null
                ? forecasts.forecast(known, question).periods().get(0).total().expected()
                : said.total().expected();
    }

    private static Snapshot.Line line(Snapshot snapshot, NamedPeriod period) {
        return snapshot.lines().stream()
                .filter(line ->
                        line.measure() == Measure.BOOKINGS && line.period().equals(period.name()))
                .findFirst()
                .orElse(null);
    }
}
