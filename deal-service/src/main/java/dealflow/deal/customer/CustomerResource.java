package dealflow.deal.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.contract.deal.DealSnapshot;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.MergePatch;
import dealflow.deal.http.Page;
import dealflow.deal.idempotency.Idempotent;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/customers")
@Tag(name = "Customers", description = "Who buys, what of, and what each owes")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class CustomerResource {

    private static final String NEW = "{\"name\":\"Nordlys AS\",\"country\":\"NO\",\"externalId\":\"K-1042\"}";
    private static final String OWED =
            """
            {"items":[{"currency":"USD","deals":2,"agreed":{"amount":"96000.00","currency":"USD"},"paid":{"amount":"62400.00",\
            "currency":"USD"},"owed":{"amount":"33600.00","currency":"USD"},"overdue":{"amount":"0.00","currency":"USD"}}],\
            "next":null}""";

    @Inject
    CustomerRegister register;

    @Inject
    Receivables receivables;

    @Inject
    CustomerMerges merges;

    @Inject
    ObjectMapper json;

    @Inject
    SecurityIdentity caller;

    /**
     * A customer to be made.
     *
     * @param country best its ISO 3166 code, such as NO
     * @param externalId its key in another system, which no other customer has
     * @param parent the id of the customer that it belongs to
     */
    @Schema(requiredProperties = {"name"})
    public record NewCustomer(String name, String country, String externalId, UUID parent) {

        CustomerFields fields() {
            return new CustomerFields(name, country, externalId, parent);
        }
    }

    @POST
    @Idempotent
    @Operation(
            operationId = "createCustomer",
            summary = "Create a customer",
            description =
                    "Seldom needed: a deal that names a customer finds it, or makes it. One of the same name is no error, and is "
                            + "among the duplicates; one with the same externalId is (409).")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewCustomer.class),
                            example = NEW))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CustomerAnswer.class)))
    public Response create(NewCustomer customer) {
        Bodies.required(customer);
        var made = register.create(customer.fields(), actor());
        return Response.created(URI.create("/customers/" + made.id()))
                .tag(String.valueOf(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Operation(
            operationId = "listCustomers",
            summary = "List customers",
            description =
                    "By name. Sales representatives and managers see those of deals that they may see, and those that they made; "
                            + "merged ones are left out.")
    public Page<CustomerAnswer> list(
            @Parameter(
                            description =
                                    "Only where each of these words begins a word of the name or of the key in another system; case, "
                                            + "width, punctuation and company form make no difference",
                            example = "NORDLYS A/S")
                    @QueryParam("q")
                    String q,
            @Parameter(description = "Only of this country, as it is written", example = "NO") @QueryParam("country")
                    String country,
            @Parameter(description = "Only with this key of another system", example = "K-1042")
                    @QueryParam("externalId")
                    String externalId,
            @Parameter(
                            description = "Only those that belong to this customer",
                            example = "01a210bc-b30d-7000-ae4f-4cb6cf0e0898")
                    @QueryParam("parent")
                    UUID parent,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        var filter = new CustomerRegister.Filter(q, country, externalId, parent);
        return Page.of(register.list(filter, Page.after(cursor, UUID::fromString), limit), limit, CustomerAnswer::id);
    }

    @GET
    @Path("duplicates")
    @Operation(
            operationId = "listDuplicateCustomers",
            summary = "List customers that may be one",
            description = "With the reason, and whether they are of one country. Merge those that are.")
    public Page<CustomerRegister.Duplicates> duplicates(
            @Parameter(description = "What is the same", example = "SAME_NAME")
                    @QueryParam("reason")
                    @DefaultValue("SAME_NAME")
                    CustomerRegister.Likeness reason,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var after = Page.after(cursor, CustomerResource::value);
        return Page.of(register.duplicates(reason, after, limit), limit, CustomerRegister.Duplicates::value);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getCustomer",
            summary = "One customer",
            description =
                    "The id of one that was merged answers for ever, with the customer that it was merged into: look at the "
                            + "answer's 'id'. The ETag names its version, for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The customer",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CustomerAnswer.class)))
    public Response get(UUID id) {
        return versioned(register.get(id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "reviseCustomer",
            summary = "Revise a customer",
            description =
                    "A JSON Merge Patch (RFC 7396); null removes a value. Deals keep the name that they were given, and are known "
                            + "to be this customer's by its id.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/merge-patch+json",
                            schema = @Schema(implementation = CustomerFields.class),
                            example = "{\"name\":\"Nordlys Solar AS\"}"))
    @APIResponse(
            responseCode = "200",
            description = "The customer after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CustomerAnswer.class)))
    public Response revise(UUID id, @HeaderParam("If-Match") String ifMatch, JsonNode patch)
            throws JsonProcessingException {
        Bodies.required(patch);
        return versioned(
                register.revise(id, Bodies.version(ifMatch), MergePatch.of(patch, json, CustomerFields.class)));
    }

    @GET
    @Path("{id}/deals")
    @Operation(
            operationId = "listCustomerDeals",
            summary = "A customer's deals",
            description = "Those that the caller may see, in the order in which they were recorded.")
    public Page<DealSnapshot> deals(
            UUID id,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return Page.of(register.deals(id, Page.after(cursor, UUID::fromString), limit), limit, DealSnapshot::id);
    }

    @GET
    @Path("{id}/receivables")
    @Operation(
            operationId = "getCustomerReceivables",
            summary = "What a customer owes",
            description =
                    "By currency, of its won deals that the caller may see: agreed, paid, owed, and of that overdue, which are the "
                            + "instalments due before today (UTC). A deal without payment terms owes, and is never overdue.")
    @APIResponse(
            responseCode = "200",
            description = "The sums",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Owed.class),
                            example = OWED))
    public Response receivables(UUID id) {
        return Response.ok(new Owed(receivables.of(id), null)).build();
    }

    /** The sums by currency; there is never another page. */
    public record Owed(@Schema(required = true) List<Receivables.Sum> items, @Nullable String next) {}

    /** @param customer the id of the one that is merged into this one */
    @Schema(requiredProperties = {"customer"})
    public record Merge(UUID customer) {}

    @POST
    @Idempotent(timeoutSeconds = 300)
    @Path("{id}/merges")
    @RolesAllowed({Roles.MANAGER, Roles.OPS})
    @Operation(
            operationId = "recordCustomerMerge",
            summary = "Merge another customer into this one",
            description =
                    "All of its deals become this one's, each told by a 'revised' event with 'previous.customer'. What this one does not "
                            + "say of country and externalId it takes over. The other's id answers with this one for ever, and so do its "
                            + "name and its key in another system, where a deal or a file gives them. It cannot be undone. A manager "
                            + "merges a customer all of whose deals are the team's (else 409). One with more than 10,000 deals is not "
                            + "merged (422): do it the other way round.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Merge.class),
                            example = "{\"customer\":\"01a210bc-b30d-7000-ae4f-4cb6cf0e0898\"}"))
    @APIResponse(
            responseCode = "201",
            description = "Merged: the customer that is left",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CustomerAnswer.class)))
    public Response merge(UUID id, Merge merge) {
        Bodies.required(merge);
        var merged = merges.merge(id, merge.customer(), actor());
        return Response.status(201)
                .tag(String.valueOf(merged.version()))
                .entity(merged)
                .build();
    }

    private static String value(String place) {
        if (place.indexOf(0) >= 0) {
            throw new IllegalArgumentException("no text");
        }
        return place;
    }

    private static Response versioned(CustomerAnswer customer) {
        return Response.ok(customer).tag(String.valueOf(customer.version())).build();
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }
}
