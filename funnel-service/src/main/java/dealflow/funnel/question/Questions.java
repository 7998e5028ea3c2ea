package dealflow.funnel.question;

import dealflow.contract.pipeline.Pipeline;
import dealflow.edge.access.Sights;
import dealflow.funnel.ledger.Images;
import dealflow.funnel.load.Costly;
import dealflow.funnel.refusal.NotFoundException;
import dealflow.funnel.rollup.Filter;
import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts questions to the images, and says what of the answers may be told to whoever asks. */
@ApplicationScoped
@Costly
public class Questions {

    @Inject
    Images images;

    @Inject
    Sights sights;

    @ConfigProperty(name = "dealflow.minimum-sample", defaultValue = "10")
    int minimum;

    /** The smallest sample that gives a rate. */
    public int minimum() {
        return minimum;
    }

    public List<Pipeline> pipelines() {
        return images.pipelines();
    }

    /**
     * @throws NotFoundException if the pipeline is not known here
     * @throws ForbiddenException if it is about a range of amounts, and its single deals are not the caller's to see: with ranges
     *     that become smaller and smaller it would tell the amount of one
     */
    public Question question(String pipeline, Question.Times times, Filter filter) {
        if (filter.byAmount() && !showDeals(filter)) {
            throw new ForbiddenException("Whoever may not see single deals cannot ask by amount");
        }
        // Before the image, which may be fresher than this says, never older.
        var fresh = images.freshAsOf();
        var asked = Question.of(images.image(pipeline), fresh, times, filter, Instant.now());
        return times.from() == null && !showDeals(filter) ? asked.fromFirstOfMonth() : asked;
    }

    /** Whether the single deals in question are the caller's to see. */
    public boolean showDeals(Question question) {
        return showDeals(question.filter());
    }

    private boolean showDeals(Filter filter) {
        return sights.showDeals(filter.owner(), filter.team());
    }

    /** What is not told of the answer to whoever may not see them. */
    public Discretion discretion(Question question) {
        return new Discretion(question, minimum);
    }
}
