package dealflow.forecast.call;

import dealflow.contract.payment.Money;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.target.Call;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A call of a period that is not over.
 *
 * @param commit what is promised that it brings in all, what is closed already included
 * @param bestCase what it may bring if all goes well
 */
@Schema(requiredProperties = {"period", "commit", "reason"})
public record NewCall(String period, Money commit, @Schema(nullable = true) Money bestCase, String reason) {

    /** Whether it was this that was said. */
    boolean isOf(Call made, Measure measure, Scope scope) {
        return made.measure() == measure
                && made.period().equals(period)
                && Reports.isAbout(made, scope)
                && made.commit().compareTo(commit.amount()) == 0
                && made.reason().equals(reason)
                && (made.bestCase() == null
                        ? bestCase == null
                        : bestCase != null && made.bestCase().compareTo(bestCase.amount()) == 0);
    }
}
