package dealflow.edge.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Says where people log in. Only the document that a running service answers with has it: the provider is the deployment's, so the
 * document that the build writes, which is the same for all, cannot name one.
 */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class LoginScheme implements OASFilter {

    private static final String TOKEN = "token";
    private static final String LOGIN = "login";

    private final Optional<String> provider =
            ConfigProvider.getConfig().getOptionalValue("quarkus.oidc.auth-server-url", String.class);

    @Override
    public Operation filterOperation(Operation operation) {
        if (provider.isPresent() && operation.getSecurity() != null) {
            alternatives(operation.getSecurity()).forEach(operation::addSecurityRequirement);
        }
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        provider.ifPresent(address -> {
            api.getComponents()
                    .addSecurityScheme(
                            LOGIN,
                            OASFactory.createSecurityScheme()
                                    .type(SecurityScheme.Type.OPENIDCONNECT)
                                    .description("Where people log in, and applications find what they need for that")
                                    .openIdConnectUrl(
                                            address.replaceFirst("/$", "") + "/.well-known/openid-configuration"));
            alternatives(api.getSecurity()).forEach(api::addSecurityRequirement);
        });
    }

    /** The same with a token that was got by the login. */
    private static List<SecurityRequirement> alternatives(List<SecurityRequirement> requirements) {
        return requirements.stream()
                .filter(requirement -> requirement.hasScheme(TOKEN))
                .map(requirement ->
                        OASFactory.createSecurityRequirement().addScheme(LOGIN, requirement.getScheme(TOKEN)))
                .toList();
    }
}
