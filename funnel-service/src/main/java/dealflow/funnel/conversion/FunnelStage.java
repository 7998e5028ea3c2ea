package dealflow.funnel.conversion;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One stage of a funnel, on the basis that was asked for. */
@Schema(oneOf = {CohortStage.class, PeriodStage.class})
public sealed interface FunnelStage permits CohortStage, PeriodStage {

    /**
     * The same for whoever may not see the deals.
     *
     * @param amounts whether amounts of open deals may be told
     * @param mixed whether some of those that entered are open
     */
    FunnelStage withheld(boolean amounts, boolean mixed);
}
