package dealflow.funnel;

import dealflow.contract.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers questions about funnels from the images. */
@ApplicationScoped
public class Funnels {

    @Inject
    Images images;

    /** The smallest sample that gives a rate. */
    @ConfigProperty(name = "dealflow.minimum-sample", defaultValue = "10")
    int minimum;

    /** How deals of a window are chosen: by their entry, or by the stays that ended in it. */
    public enum Basis {
        COHORT,
        PERIOD
    }

    public List<Pipeline> pipelines() {
        return images.pipelines();
    }

    /**
     * @throws NotFoundException if the pipeline is not known here
     */
    public Question question(String pipeline, Question.Times times, Filter filter) {
        // Before the image, which may be fresher than this says, never older.
        var fresh = images.freshAsOf();
        return Question.of(images.image(pipeline), fresh, times, filter, Instant.now());
    }

    /** The same question about the period of the same length before its window. */
    public Question before(Question question) {
        return question.over(question.from().minus(Duration.between(question.from(), question.to())), question.from());
    }

    public FunnelAnswer funnel(Question question, Basis basis) {
        var funnel = new FunnelOf(question, minimum);
        return basis == Basis.COHORT ? funnel.onCohortBasis() : funnel.onPeriodBasis();
    }

    /** The same with the answer about a base period beside it. */
    public FunnelAnswer funnel(Question question, Question base, Basis basis) {
        return funnel(question, basis).beside(funnel(base, basis));
    }

    /** @param by null for all deals together */
    public FlowAnswer flow(Question question, Interval interval, Dimension by) {
        return FlowAnswer.of(question, interval, by);
    }

    public BreakdownAnswer breakdown(Question question, Dimension by) {
        return new BreakdownOf(question, by, minimum).answer();
    }

    public BreakdownAnswer breakdownByLossReason(Question question) {
        return LossBreakdown.of(question);
    }

    /** @param stage null for all, or where the metric has none */
    public TrendAnswer trend(Question question, TrendAnswer.Metric metric, String stage, Interval interval) {
        return TrendAnswer.of(question, metric, stage, interval, minimum);
    }

    public TransitionsAnswer transitions(Question question) {
        return TransitionsAnswer.of(question, minimum);
    }

    /** @param stage null for the whole cycle */
    public DurationsAnswer durations(Question question, String stage) {
        return DurationsAnswer.of(question, stage, minimum);
    }

    public StalledAnswer stalled(Question question) {
        return StalledAnswer.of(question, minimum);
    }

    public LossesAnswer losses(Question question) {
        return LossesAnswer.of(question, minimum);
    }

    public BottlenecksAnswer bottlenecks(Question question, Question base) {
        return BottlenecksOf.againstBase(question, base, minimum);
    }

    public BottlenecksAnswer bottlenecks(Question question, Dimension by) {
        return BottlenecksOf.amongGroups(question, by, minimum);
    }

    /** @param cursor null for the first page */
    public DealsAnswer deals(Question question, Cell.Asked cell, int limit, String cursor) {
        return DealsAnswer.of(question, Cell.of(question, cell), minimum, limit, cursor);
    }
}
