package dealflow.edge.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Says where a token is to be had: at the provider that the service is configured with. Where it is configured with a key instead, there
 * is none to name. What a build writes has the address of the default issuer.
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.RUNTIME_STARTUP, priority = 20)
public class LoginScheme implements OASFilter {

    private static final String NAME = "login";
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    static void define(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(
                        NAME,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.OPENIDCONNECT)
                                .openIdConnectUrl("https://dealflow.local" + DISCOVERY)
                                .description(
                                        "Where people log in, and programs get their tokens; the token is sent as a bearer's"));
        api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(NAME));
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var provider = ConfigProvider.getConfig().getOptionalValue("quarkus.oidc.auth-server-url", String.class);
        if (provider.isPresent()) {
            api.getComponents()
                    .getSecuritySchemes()
                    .get(NAME)
                    .setOpenIdConnectUrl(provider.get().replaceAll("/$", "") + DISCOVERY);
        } else {
            api.getComponents().removeSecurityScheme(NAME);
            api.setSecurity(api.getSecurity().stream()
                    .filter(requirement -> !requirement.hasScheme(NAME))
                    .toList());
        }
    }
}
