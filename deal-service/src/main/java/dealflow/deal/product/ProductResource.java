package dealflow.deal.product;

import dealflow.contract.payment.Money;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.edge.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/products")
@Tag(name = "Products", description = "What is sold: the list that the lines of deals can be held to")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class ProductResource {

    private static final String LAMP =
            """
            {"names":{"en":"Solar lamp, 40 W","zh":"太阳能灯 40 W"},"unit":"piece","listPrice":{"amount":"12.50","currency":"USD"}}""";

    @Inject
    Products products;

    /**
     * What is known of a product.
     *
     * @param names by language; the key unless given
     */
    public record NewProduct(Map<String, String> names, String unit, Money listPrice) {}

    @GET
    @Operation(operationId = "listProducts", summary = "The product list", description = "By key; 5,000 at most.")
    public Page<Product> list(
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return Page.of(products.list(Page.after(cursor, key -> key), limit + 1), limit, Product::key);
    }

    @GET
    @Path("{product}")
    @Operation(
            operationId = "getProduct",
            summary = "One product",
            description = "404 where the list has none of that key.")
    public Product get(String product) {
        return products.get(product);
    }

    @PUT
    @Path("{product}")
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "putProduct",
            summary = "Put a product on the list",
            description =
                    "Or replace what is known of it. Deals and their lines name it by its key. A pipeline with 'closedProducts' takes "
                            + "no products but those of the list; to the others it is but a help.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewProduct.class),
                            example = LAMP))
    public Product put(String product, NewProduct known) {
        Bodies.required(known);
        return products.put(new Product(product, known.names(), known.unit(), known.listPrice()));
    }

    @DELETE
    @Path("{product}")
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "deleteProduct",
            summary = "Take a product off the list",
            description =
                    "Deals that are about it stay so, and may be revised; no other deal of a pipeline with a closed list can be about "
                            + "it from then on. No error where there is none.")
    public void delete(String product) {
        products.delete(product);
    }
}
