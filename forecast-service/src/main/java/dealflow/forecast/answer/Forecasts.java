package dealflow.forecast.answer;

import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.ForecastConfig;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Models;
import dealflow.forecast.receipts.ReceiptsSeries;
import dealflow.forecast.receipts.Receivables;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Answers questions about the future of a pipeline. */
@ApplicationScoped
public class Forecasts {

    private final Models models;

    private final ForecastConfig config;

    Forecasts(Models models, ForecastConfig config) {
        this.models = models;
        this.config = config;
    }

    /** Of which deals something may be said to be expected. */
    public Disclosure disclosure(InformationSet known, Measure measure) {
        return new Disclosure(known, measure, config.minimumSample());
    }

    /** What was known of a pipeline at a moment: the ground of any answer. */
    public InformationSet known(Pipeline pipeline, Instant asOf) {
        return models.of(pipeline, asOf);
    }

    /** The first day that is not known at a moment, without finding out what was known. */
    public LocalDate today(Pipeline pipeline, Instant asOf) {
        return LocalDate.ofEpochDay(TrainingData.today(pipeline, asOf));
    }

    /** The forecast for the whole of the question's scope. */
    public Forecast forecast(InformationSet known, Question question) {
        var whole = question.whole();
        return known.memo()
                .of(whole, () -> new Forecaster(known.model(), known.measured(whole.measure(), whole.scope()))
                        .forecast(whole));
    }

    /** One forecast for each group that has deals, by name; they add up to that of the whole, to the cent. */
    public List<GroupForecast> groups(InformationSet known, Question question) {
        return known.memo().of(question, () -> {
            var parts = known.grouped(question.measure(), question.scope(), question.by());
            var forecasts = Forecaster.parts(known.model(), question, parts);
            var groups = List.copyOf(forecasts.keySet());
            var rounded = GroupRounding.toTheCent(
                    forecast(known, question),
                    groups.stream().map(forecasts::get).toList());
            return IntStream.range(0, groups.size())
                    .mapToObj(i -> new GroupForecast(groups.get(i).name(), rounded.get(i)))
                    .sorted(Comparator.comparing(GroupForecast::group, Comparator.nullsLast(Comparator.naturalOrder())))
                    .toList();
        });
    }

    /** Whether a deal may be in several of the groups. */
    boolean overlap(InformationSet known, Question question) {
        return question.by() == Label.PRODUCT && known.productsOverlap();
    }

    /** What is owed, by how long it has been waited for. */
    public Receivables.Owed receivables(InformationSet known, Scope scope) {
        return ((ReceiptsSeries) known.measured(Measure.RECEIPTS, scope)).owed();
    }

    /** @param group null for the deals without a value */
    public record GroupForecast(String group, Forecast forecast) implements ComputationCache.Sized {

        @Override
        public long bytes() {
            return forecast.bytes();
        }
    }
}
