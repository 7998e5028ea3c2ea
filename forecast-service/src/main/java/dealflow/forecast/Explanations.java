package dealflow.forecast;

import dealflow.contract.Stage;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers where a forecast of bookings comes from. */
@ApplicationScoped
public class Explanations {

    public Explanation of(Knowledge known, Question question) {
        var stages = known.pipeline().funnelStages().stream().map(Stage::key).toList();
        return known.memo().of(new Asked(question.whole()), () -> new Explainer(known.model(), question.scope(), stages)
                .explain(question.scope(), question.interval(), question.from(), question.periods()));
    }

    /** Tells the explanation of a question from its forecast. */
    private record Asked(Question question) {}
}
