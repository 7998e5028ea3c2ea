package dealflow.forecast.company;

import dealflow.consumer.company.Conversion;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.target.Aim;
import dealflow.forecast.target.Call;
import dealflow.forecast.target.Calls;
import dealflow.forecast.target.TargetTrees;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What people want of pipelines, and promise. */
@ApplicationScoped
class CompanyAims {

    private final TargetTrees targets;
    private final Calls calls;

    CompanyAims(TargetTrees targets, Calls calls) {
        this.targets = targets;
        this.calls = calls;
    }

    /**
     * In the currency of the company.
     *
     * @param target null where there is none
     * @param call the latest about all of the deals, whoever made it; null where nobody has, and of several periods together
     */
    record Wanted(BigDecimal target, Committed call) {}

    /** @param bestCase what is committed to, where nothing else was said */
    record Committed(BigDecimal commit, BigDecimal bestCase) {}

    /** Of each period of one pipeline, and then of all periods up to each. */
    List<Wanted> of(InformationSet known, Question question, Conversion rate) {
        var tree = targets.of(known);
        var called = calls.latest(known.pipeline().key(), question.measure(), question.scope(), known.asOf());
        var wanted = new ArrayList<Wanted>();
        var soFar = new ArrayList<Wanted>();
        Aim sum = null;
        for (var i = 0; i < question.periods(); i++) {
            var aim = tree.of(question, i);
            sum = i == 0 ? aim : Aim.sum(sum, aim);
            var name = question.interval().name(question.start(i));
            wanted.add(new Wanted(target(aim, rate), committed(called, name, rate)));
            soFar.add(new Wanted(target(sum, rate), null));
        }
        wanted.addAll(soFar);
        return wanted;
    }

    private static BigDecimal target(Aim aim, Conversion rate) {
        return aim == null ? null : in(BigDecimal.valueOf(aim.value()), rate);
    }

    private static Committed committed(List<Call> calls, String period, Conversion rate) {
        return calls.stream()
                .filter(call -> call.period().equals(period))
                .findFirst()
                .map(call -> new Committed(
                        in(call.commit(), rate), in(call.bestCase() == null ? call.commit() : call.bestCase(), rate)))
                .orElse(null);
    }

    private static BigDecimal in(BigDecimal amount, Conversion rate) {
        // To the cent, as it is shown: the whole is the sum of what is shown of its parts.
        return amount.multiply(rate.rate()).setScale(2, RoundingMode.HALF_EVEN);
    }
}
