package dealflow.forecast.accuracy;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.model.Models;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far the past forecasts are worked out, which the track record and the widths of intervals stand on. */
@Path("/forecasts/{pipeline}/past-forecasts")
@Blocking
@InTime
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accuracy", description = "The service's own track record")
@RolesAllowed({Roles.VIEWER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class PastForecastsResource {

    private final Models models;
    private final KnownPipelines pipelines;

    PastForecastsResource(Models models, KnownPipelines pipelines) {
        this.models = models;
        this.pipelines = pipelines;
    }

    @GET
    @Operation(
            operationId = "getPastForecastsProgress",
            summary = "How far past forecasts are worked out",
            description =
                    "What would have been said on each past Monday is worked out once and kept; how estimators are weighed and how wide "
                            + "intervals are stands on it. A back-dated change, an import of history and an erasure mark the days after it, which are then made "
                            + "anew beside the answers. processed of total days are there; status is RUNNING until none is missing.")
    @APIResponse(responseCode = "200", description = "The progress")
    public PastForecastsAnswer progress(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key) {
        var known = pipelines.at(key, null);
        return PastForecastsAnswer.of(known, models.pastProgress(known));
    }
}
