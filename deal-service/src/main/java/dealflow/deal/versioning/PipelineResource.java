package dealflow.deal.versioning;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.deal.idempotency.Idempotent;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/")
@Tag(name = "Pipelines", description = "The stages that customers pass, as each company defines them")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class PipelineResource {

    private static final String EXAMPLE =
            """
            {"key":"export","template":"buyer-aligned-7","currency":"USD","timeZone":"Asia/Shanghai"}""";

    private static final String NEW_VERSION =
            """
            {"version":1,"currency":"EUR","timeZone":"Europe/Amsterdam","stages":[\
            {"key":"lead","names":{"en":"Lead"},"place":"OUTSIDE","buyingPhase":"NEED_FORMATION"},\
            {"key":"scored","names":{"en":"Scored"},"place":"FUNNEL","buyingPhase":"SOLUTION_EVALUATION"}],\
            "won":{"key":"won","names":{"en":"Won"}},"lossReasons":["price","other"],\
            "stageMapping":{"submitted":"scored"}}""";

    @Inject
    Pipelines pipelines;

    @Inject
    PipelineEdits edits;

    @Inject
    SecurityIdentity caller;

    /** A pipeline from a template, or a whole definition. */
    @Schema(requiredProperties = {"key"})
    public record NewPipeline(
            String key,
            String template,
            Map<String, String> names,
            String currency,
            ZoneId timeZone,
            List<Stage> stages,
            Pipeline.Won won,
            List<String> lossReasons,
            Pipeline.SkipPolicy skips,
            List<LocalDate> holidays,
            List<String> winReasons,
            boolean closedProducts) {

        Pipeline draft() {
            return template == null
                    ? new Pipeline(
                            key,
                            1,
                            names,
                            currency,
                            timeZone,
                            stages,
                            won,
                            lossReasons,
                            skips,
                            holidays,
                            winReasons,
                            null,
                            closedProducts)
                    : Pipelines.fromTemplate(template, key, names, currency, timeZone);
        }
    }

    /**
     * The next version of a pipeline.
     *
     * @param version the version that it was made of; may be left out
     * @param retiredStages as GET answered them; not read
     * @param stageMapping stages that go, and those in whose place they count from now on
     * @param dealMapping deals under way, and the stages that they are put into
     */
    @Schema(requiredProperties = {"currency", "timeZone", "stages"})
    public record NewVersion(
            String key,
            Integer version,
            Map<String, String> names,
            String currency,
            ZoneId timeZone,
            List<Stage> stages,
            Pipeline.Won won,
            List<String> lossReasons,
            Pipeline.SkipPolicy skips,
            List<LocalDate> holidays,
            List<String> winReasons,
            boolean closedProducts,
            Map<String, String> retiredStages,
            Map<String, String> stageMapping,
            Map<UUID, String> dealMapping) {

        Pipeline draft(String ofKey) {
            return new Pipeline(
                    ofKey,
                    1,
                    names,
                    currency,
                    timeZone,
                    stages,
                    won,
                    lossReasons,
                    skips,
                    holidays,
                    winReasons,
                    null,
                    closedProducts);
        }
    }

    @GET
    @Path("pipelines")
    @Operation(
            operationId = "listPipelines",
            summary = "The pipelines",
            description = "The current definition of each, by key.")
    public Page<Pipeline> list() {
        return new Page<>(pipelines.list(), null);
    }

    @GET
    @Path("pipelines/{key}")
    @Operation(
            operationId = "getPipeline",
            summary = "One pipeline",
            description = "Its current definition; the ETag names its version, for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The definition",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Pipeline.class)))
    public Response get(String key) {
        return tagged(pipelines.current(key));
    }

    @GET
    @Path("pipeline-templates")
    @Operation(
            operationId = "listPipelineTemplates",
            summary = "The templates",
            description = "Pipelines that ship, with guidance in English and Chinese; copy one and make it yours.")
    public Page<Pipeline> templates() {
        return new Page<>(pipelines.templates(), null);
    }

    @POST
    @Idempotent
    @Path("pipelines")
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "createPipeline",
            summary = "Create a pipeline",
            description = "From a template, with a key, currency and time zone of its own; or from a whole definition.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewPipeline.class),
                            example = EXAMPLE))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Pipeline.class)))
    public Response create(NewPipeline pipeline) {
        Bodies.required(pipeline);
        var created = pipelines.create(pipeline.draft(), caller.getPrincipal().getName());
        return Response.created(URI.create("/pipelines/" + created.key()))
                .tag(String.valueOf(created.version()))
                .entity(created)
                .build();
    }

    @PUT
    @Path("pipelines/{key}")
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "changePipeline",
            summary = "Change a pipeline",
            description =
                    "Makes a new version of the whole definition; send what GET answered with your changes. Deals "
                            + "under way follow it from then on. For a stage that goes (renamed, merged, removed), 'stageMapping' "
                            + "says in which stage its deals and their history count; without it, a stage that deals are or have "
                            + "been in is refused. 'dealMapping' puts single deals under way into a stage, such as those of one "
                            + "that is split. 'version' and 'retiredStages' are the service's to say; a 'version' that is sent has "
                            + "to be the current one.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewVersion.class),
                            example = NEW_VERSION))
    @APIResponse(
            responseCode = "200",
            description = "The new version",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Pipeline.class)))
    public Response change(String key, @HeaderParam("If-Match") String ifMatch, NewVersion pipeline) {
        Bodies.required(pipeline);
        if (pipeline.key() != null && !pipeline.key().equals(key)) {
            throw new InvalidFieldException("key", "must stay what it is");
        }
        var expected = Bodies.version(ifMatch);
        var made = edits.change(
                key,
                expected == null ? pipeline.version() : Integer.valueOf(expected.intValue()),
                pipeline.draft(key),
                new StageMapping(pipeline.stageMapping(), pipeline.dealMapping()),
                caller.getPrincipal().getName());
        return tagged(made);
    }

    private static Response tagged(Pipeline pipeline) {
        return Response.ok(pipeline).tag(String.valueOf(pipeline.version())).build();
    }
}
