package dealflow.deal.recognition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.csv.CsvFile;
import dealflow.deal.csv.CsvLines;
import dealflow.deal.csv.CsvMapping;
import dealflow.deal.idempotency.Idempotent;
import dealflow.deal.imports.LineTrial;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Scoped;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/imports/recognition")
@Tag(name = "Imports")
@Scoped(read = Roles.IMPORTS_WRITE, write = Roles.IMPORTS_WRITE)
@RolesAllowed({Roles.OPS, Roles.INTEGRATOR})
public class RecognitionResource {

    private static final int MOST_BYTES = 1 << 18;
    private static final int MOST_ROWS = 500;
    private static final int ROWS_TOLD = 10;
    private static final int EXAMPLES = 3;
    private static final int LONGEST_EXAMPLE = 100;
    private static final int OWNERS = 50;
    private static final int LARGEST = 1 << 20;

    private static final String HEAD =
            """
            Record ID,Deal Name,Deal Stage,Close Date,Create Date,Deal owner,Amount,Associated Company
            9182736451,Solar lamps,Closed Won,2026-05-20 14:05,2026-03-02 09:30,li.wei@example.com,48000,Nordlys AS
            """;

    @Inject
    Pipelines pipelines;

    @Inject
    LineTrial trial;

    @Inject
    SecurityIdentity caller;

    @Inject
    ObjectMapper json;

    @POST
    @Idempotent
    @Consumes("text/csv")
    @Operation(
            operationId = "recogniseImport",
            summary = "Recognise a file",
            description =
                    "Takes the beginning of a CSV file (up to 256 KiB are looked at) and answers what it seems to be: the "
                            + "system that it came from, charset, separator, columns, stages, dates and decimal sign, as a mapping that "
                            + "POST /imports takes; with the first rows as they would be read, and warnings of what is not sure. What is "
                            + "wrong is said in 'corrections', and answered anew. A charset in Content-Type is taken. A beginning of "
                            + "64 KiB or more is taken to end in the midst of a row. Nothing is imported.")
    @APIResponse(
            responseCode = "200",
            description = "What the file seems to be",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Recognised.class)))
    @Parameter(
            name = "corrections",
            in = ParameterIn.QUERY,
            description = "What the caller knows better",
            example = "{\"preset\":\"SALESFORCE\",\"dateFormats\":[\"M/d/y\"],\"stages\":{\"Prospecting\":\"lead\"}}",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            contentMediaType = MediaType.APPLICATION_JSON,
                            contentSchema = Corrections.class))
    public Response recognise(
            @Parameter(description = "The pipeline that the deals are for", required = true, example = "export")
                    @QueryParam("pipeline")
                    String pipeline,
            @QueryParam("corrections") String corrections,
            @Context HttpHeaders headers,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema =
                                                    @Schema(
                                                            type = SchemaType.STRING,
                                                            format = "binary",
                                                            maxLength = LARGEST),
                                            example = HEAD))
                    byte[] head) {
        if (head == null || head.length == 0) {
            throw new InvalidFieldException("body", "must be the beginning of a CSV file");
        }
        var looked = head.length > MOST_BYTES ? Arrays.copyOf(head, MOST_BYTES) : head;
        // Within that of the repeated request, which an annotation would begin too early.
        return QuarkusTransaction.joiningExisting().call(() -> {
            var definition = pipeline(pipeline);
            var recognition = new Recognition(looked, charset(headers), corrections(corrections), definition);
            return Response.ok(answer(recognition, definition)).build();
        });
    }

    private Pipeline pipeline(String key) {
        if (key == null) {
            throw new InvalidFieldException("pipeline", "is required");
        }
        try {
            return pipelines.current(key);
        } catch (NotFoundException e) {
            throw new InvalidFieldException("pipeline", e.getMessage());
        }
    }

    private static Charset charset(HttpHeaders headers) {
        var type = headers.getMediaType();
        var name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    HttpHeaders.CONTENT_TYPE, "must name a charset that is known here, such as UTF-8 or GB18030");
        }
    }

    private Corrections corrections(String text) {
        if (text == null) {
            return Corrections.NONE;
        }
        try {
            var corrections = json.readValue(text, Corrections.class);
            if (corrections == null) {
                return Corrections.NONE;
            }
            if (corrections.separator() != null && corrections.separator().length() != 1) {
                throw new InvalidFieldException("corrections.separator", "must be one character, such as ; or a tab");
            }
            return corrections;
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof InvalidFieldException invalid) {
                throw invalid;
            }
            throw new InvalidFieldException("corrections", "cannot be read: " + e.getOriginalMessage());
        }
    }

    private Recognised answer(Recognition found, Pipeline pipeline) {
        var mapping = found.mapping(json);
        var rows = new ArrayList<Recognised.Row>();
        var looked = found.table.rows().stream().limit(MOST_ROWS).toList();
        var refused = 0;
        if (mapping != null) {
            var csv = new CsvLines(mapping(mapping, found));
            var refusedTold = 0;
            for (var row : looked) {
                var read = read(csv, row, pipeline);
                refused += read.problem() == null ? 0 : 1;
                if (rows.size() - refusedTold < ROWS_TOLD && read.problem() == null) {
                    rows.add(read);
                } else if (read.problem() != null && refusedTold < ROWS_TOLD) {
                    refusedTold++;
                    rows.add(read);
                }
            }
        }
        var fields = new LinkedHashMap<String, String>();
        found.fields.forEach((field, column) -> fields.put(field.key(), column));
        var stages = found.distinct(Field.STAGE);
        return new Recognised(
                found.preset.key(),
                found.file.charset().name(),
                String.valueOf(found.separator),
                found.table.header().stream()
                        .filter(name -> !name.isEmpty())
                        .map(name -> new Recognised.Column(name, examples(found, name)))
                        .toList(),
                fields,
                found.words.entrySet().stream()
                        .map(word -> new Recognised.StageWord(
                                word.getKey(), stages.getOrDefault(word.getKey(), 0), word.getValue()))
                        .toList(),
                found.distinct(Field.STATUS).entrySet().stream()
                        .map(word -> new Recognised.StatusWord(
                                word.getKey(), word.getValue(), found.statuses.get(word.getKey())))
                        .toList(),
                found.distinct(Field.OWNER).entrySet().stream()
                        .limit(OWNERS)
                        .map(name ->
                                new Recognised.OwnerName(name.getKey(), name.getValue(), found.owner(name.getKey())))
                        .toList(),
                found.reasons,
                found.begins,
                found.currency,
                found.timeZone,
                found.dateFormats,
                found.decimal,
                found.nulls,
                mapping,
                looked.size(),
                refused,
                rows,
                found.warnings);
    }

    private static List<String> examples(Recognition found, String column) {
        return found.table.cells(column).stream()
                .distinct()
                .limit(EXAMPLES)
                .map(cell -> cell.length() > LONGEST_EXAMPLE ? cell.substring(0, LONGEST_EXAMPLE) : cell)
                .toList();
    }

    private CsvMapping mapping(Object mapping, Recognition found) {
        try {
            var made = json.convertValue(mapping, CsvMapping.class);
            made.checkHeader(found.table.header());
            return made;
        } catch (IllegalArgumentException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidFieldException invalid) {
                    throw invalid;
                }
            }
            throw new InvalidFieldException("corrections", "give no mapping that can be read");
        }
    }

    private Recognised.Row read(CsvLines csv, CsvFile.Row row, Pipeline pipeline) {
        var tried = row.surplus()
                ? new LineTrial.Tried(null, "", "has more cells than the header has columns")
                : trial.row(csv, row.cells(), pipeline, caller.getPrincipal().getName());
        var deal = tried.deal();
        if (deal == null) {
            return new Recognised.Row(
                    row.line(),
                    csv.externalId(row.cells()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    tried.field(),
                    tried.problem());
        }
        return new Recognised.Row(
                row.line(),
                deal.externalId(),
                deal.title(),
                deal.customer() == null ? null : deal.customer().name(),
                deal.owner(),
                deal.team(),
                deal.product(),
                deal.source(),
                deal.region(),
                deal.amount(),
                deal.expectedCloseOn(),
                deal.history().stream()
                        .filter(step -> step.to() != null && step.at() != null)
                        .map(step -> new Recognised.Step(step.to(), step.at().toInstant()))
                        .toList(),
                tried.field(),
                tried.problem());
    }
}
