package dealflow.forecast.http;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The front page of the API's document. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Dealflow forecast service",
                        version = "1.0",
                        description =
                                "How much is booked, by when: closed, from the open deals, and from deals not yet begun"),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description =
                "An access token of the OpenID Connect provider: short-lived, signed with RS256 or ES256, checked as RFC8725 says")
public class Api extends Application {}
