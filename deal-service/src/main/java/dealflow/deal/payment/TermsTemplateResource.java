package dealflow.deal.payment;

import dealflow.deal.http.Page;
import dealflow.edge.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/payment-terms-templates")
@Tag(name = "Payments")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class TermsTemplateResource {

    @GET
    @Operation(
            operationId = "listPaymentTermsTemplates",
            summary = "Usual payment terms",
            description = "Copy the 'paymentTerms' of one into a deal (PATCH /deals/{id}), and change them as agreed.")
    public Page<TermsTemplate> list() {
        return new Page<>(TermsTemplate.ALL, null);
    }
}
