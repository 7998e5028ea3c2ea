package dealflow.forecast.company;

import dealflow.consumer.company.Conversion;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.Memo;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.CommonDrift;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.JointSimulation;
import dealflow.forecast.model.PredictiveDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What is to come of several pipelines together. */
final class CompanyForecasts {

    private CompanyForecasts() {}

    /**
     * Of each period, and then of all periods up to each.
     *
     * @param common how much the pipelines drift together
     */
    record Together(List<PredictiveDistribution> distributions, CommonDrift common) implements ComputationCache.Sized {

        @Override
        public long bytes() {
            return distributions.stream()
                    .mapToLong(PredictiveDistribution::bytes)
                    .sum();
        }
    }

    /** @param others the models of the other pipelines, as a memo stands for one */
    private record Asked(Question question, List<Memo> others, List<Conversion> rates) {}

    /** @param known of each pipeline, and {@code rates} of its currency in that of the whole */
    static Together together(List<InformationSet> known, Question question, List<Conversion> rates) {
        var others = known.stream().skip(1).map(InformationSet::memo).toList();
        return known.get(0).memo().of(new Asked(question, others, rates), () -> drawn(known, question, rates));
    }

    private static Together drawn(List<InformationSet> known, Question question, List<Conversion> rates) {
        var parts = new ArrayList<JointSimulation.Part>();
        for (var i = 0; i < known.size(); i++) {
            var model = known.get(i).model();
            parts.add(new JointSimulation.Part(
                    model,
                    question.measure(),
                    known.get(i).measured(question.measure(), question.scope()),
                    Forecaster.windows(model.history().today(), question),
                    rates.get(i).rate().doubleValue()));
        }
        var simulation = new JointSimulation(parts, Forecaster.SEED);
        return new Together(
                IntStream.range(0, 2 * question.periods())
                        .mapToObj(simulation::of)
                        .toList(),
                simulation.common());
    }
}
