package dealflow.funnel.company;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.consumer.company.Conversion;
import dealflow.contract.pipeline.Stage.BuyingPhase;
import dealflow.edge.answer.Tabular;
import dealflow.funnel.company.PhaseFunnel.PhaseRow;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The funnel of several pipelines, and of each of them; all amounts in one currency.
 *
 * @param asOf the answer is of what had happened by then; of a day, as it began in each pipeline's time zone
 * @param dataFreshAsOf everything that was published by then is in it; null while nothing is known
 */
public record CompanyFunnelAnswer(
        String currency,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        @JsonUnwrapped PhaseFunnel funnel,
        List<PipelineFunnel> pipelines)
        implements Tabular {

    /**
     * One of the pipelines.
     *
     * @param from the window is {@code [from, to)}
     * @param rate at which its amounts were converted
     * @param stages in which phase each stage of its funnel is
     * @param links where it stands stage by stage, in its own currency
     */
    public record PipelineFunnel(
            String pipeline,
            Instant from,
            Instant to,
            Instant asOf,
            ZoneId timeZone,
            Conversion rate,
            List<StagePhase> stages,
            @JsonUnwrapped PhaseFunnel funnel,
            Map<String, String> links) {}

    /** In which phase a stage is. */
    public record StagePhase(String stage, @Schema(ref = "BuyingPhase") BuyingPhase phase) {}

    /** @param pipeline null for all of them together */
    private record CompanyRow(String pipeline, @JsonUnwrapped PhaseRow phase) {}

    @Override
    public List<?> rows() {
        return Stream.concat(
                        funnel.phases().stream().map(phase -> new CompanyRow(null, phase)),
                        pipelines.stream().flatMap(part -> part.funnel().phases().stream()
                                .map(phase -> new CompanyRow(part.pipeline(), phase))))
                .toList();
    }
}
