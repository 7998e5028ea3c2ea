package dealflow.deal.imports;

import dealflow.deal.csv.CsvMapping;
import dealflow.deal.http.Page;
import dealflow.deal.idempotency.Idempotent;
import dealflow.deal.upload.Upload;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Scoped;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/imports")
@Tag(name = "Imports", description = "Whole histories from other systems; repeating a file changes nothing")
@Scoped(read = Roles.IMPORTS_WRITE, write = Roles.IMPORTS_WRITE)
@RolesAllowed({Roles.OPS, Roles.INTEGRATOR})
public class ImportResource {

    private static final String MAPPING =
            """
            {"pipeline":"sales","columns":{"externalId":"Opportunity_ID","owner":"Sales_Agent","amount":"Close_Value"},\
            "currency":"USD","history":[{"to":"opportunity","at":"Created_On"},\
            {"toColumn":"Deal_Stage","values":{"Won":"won","Lost":"lost","In_Progress":null},"at":"Close_Date"}]}""";

    /** As quarkus.http.limits.max-body-size says. */
    private static final int LARGEST = 1 << 30;

    private static final String TABLE =
            """
            Opportunity_ID,Sales_Agent,Close_Value,Created_On,Deal_Stage,Close_Date
            173688,li.wei@example.com,48000,2026-03-02,Won,2026-05-20
            173689,li.wei@example.com,,2026-03-03,In_Progress,
            """;

    @Inject
    Imports imports;

    @Inject
    SecurityIdentity caller;

    @POST
    @Idempotent(timeoutSeconds = Imports.LONGEST_SECONDS)
    @Consumes("application/x-ndjson")
    @Operation(
            operationId = "importDeals",
            summary = "Import deals",
            description = "Newline-delimited JSON, one deal with its whole history a line; or CSV with a header and a"
                    + " mapping of its columns; in UTF-8 unless Content-Type names another charset. Answers when every"
                    + " line is stored; follow the job to see them applied. Each caller may send two files at once. 'mode' says"
                    + " what becomes of deals on record; 'dryRun' goes through every line and writes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location names the job",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Imports.Progress.class)))
    @Parameter(
            name = "mapping",
            in = ParameterIn.QUERY,
            description = "How the columns of a CSV file become deals; required for CSV, and for CSV only",
            example = MAPPING,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            contentMediaType = MediaType.APPLICATION_JSON,
                            contentSchema = CsvMapping.class))
    public Response lines(
            @Parameter(
                            description =
                                    "create (unless given): another line about a deal on record is refused; update: its fields "
                                            + "are changed, and a line about any other deal is refused; upsert: changed or made. "
                                            + "History, payments, qualification and ticks of a deal on record are never changed so",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"create", "update", "upsert"}),
                            example = "upsert")
                    @QueryParam("mode")
                    String mode,
            @Parameter(
                            description = "Whether only to look what would come of it: getImport, listImportErrors, "
                                    + "listImportChanges and listImportEffects tell it",
                            example = "true")
                    @QueryParam("dryRun")
                    @DefaultValue("false")
                    boolean dryRun,
            @RequestBody(
                            required = true,
                            description = "For NDJSON each line is an ImportedDeal",
                            content = {
                                @Content(
                                        mediaType = "application/x-ndjson",
                                        schema =
                                                @Schema(
                                                        type = SchemaType.STRING,
                                                        format = "binary",
                                                        maxLength = LARGEST)),
                                @Content(
                                        mediaType = "text/csv",
                                        schema =
                                                @Schema(
                                                        type = SchemaType.STRING,
                                                        format = "binary",
                                                        maxLength = LARGEST),
                                        example = TABLE)
                            })
                    Upload file) {
        return accepted(imports.acceptLines(file, order(mode, dryRun)));
    }

    @POST
    @Idempotent(timeoutSeconds = Imports.LONGEST_SECONDS)
    @Consumes("text/csv")
    @Operation(hidden = true)
    public Response csv(
            @QueryParam("mapping") String mapping,
            @QueryParam("mode") String mode,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            Upload file) {
        return accepted(imports.acceptCsv(file, mapping, order(mode, dryRun)));
    }

    private Imports.Order order(String mode, boolean dryRun) {
        return new Imports.Order(
                ImportMode.of(mode), dryRun, caller.getPrincipal().getName());
    }

    @GET
    @Operation(
            operationId = "listImports",
            summary = "List imports",
            description = "The latest first: operations see all, others those that they have sent.")
    public Page<Imports.Progress> list(
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return Page.of(imports.list(Page.after(cursor, UUID::fromString), limit + 1), limit, Imports.Progress::id);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getImport",
            summary = "An import's progress",
            description =
                    "processed of total lines: imported (new), changed, unchanged (on record already), or errors.")
    public Imports.Progress progress(UUID id) {
        return imports.progress(id);
    }

    @GET
    @Path("{id}/errors")
    @Operation(
            operationId = "listImportErrors",
            summary = "An import's errors",
            description = "The lines that were not imported, each with the reason.")
    public Page<Imports.LineError> errors(
            UUID id,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        var after = Page.after(cursor, Long::valueOf);
        return Page.of(imports.errors(id, after == null ? 0 : after, limit + 1), limit, Imports.LineError::line);
    }

    @POST
    @Path("{id}/cancellation")
    @Idempotent
    @Operation(
            operationId = "cancelImport",
            summary = "Cancel an import",
            description =
                    "Ends one that runs: what is in stays, no other line comes in, and 'processed' says how far it came. "
                            + "409 for one that has ended.")
    @APIResponse(
            responseCode = "200",
            description = "Cancelled",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Imports.Progress.class)))
    public Response cancel(UUID id) {
        return Response.ok(imports.cancel(id)).build();
    }

    @GET
    @Path("{id}/changes")
    @Operation(
            operationId = "listImportChanges",
            summary = "What a dry run would change",
            description =
                    "The first 1,000 lines that would make, change or move a deal, each with the fields before and after."
                            + " Empty for an import that was no dry run.")
    public Page<DryRuns.Change> changes(
            UUID id,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        var after = Page.after(cursor, Long::valueOf);
        return Page.of(imports.changes(id, after == null ? 0 : after, limit + 1), limit, DryRuns.Change::line);
    }

    @GET
    @Path("{id}/effects")
    @Operation(
            operationId = "listImportEffects",
            summary = "The numbers that a dry run would change",
            description =
                    "By pipeline and stage: how many deals there are now and what they are worth, and how many there"
                            + " would be. Stages in which nothing would change are left out.")
    public Page<DryRuns.Effect> effects(UUID id) {
        return new Page<>(imports.effects(id), null);
    }

    private static Response accepted(Imports.Progress job) {
        return Response.accepted(job)
                .location(URI.create("/imports/" + job.id()))
                .build();
    }
}
