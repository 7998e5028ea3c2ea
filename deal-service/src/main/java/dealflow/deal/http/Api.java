package dealflow.deal.http;

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
                        title = "Dealflow deal service",
                        version = "1.0",
                        description = "Deals that move at the customer's pace, and everything that happened to them"),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description =
                "An access token of the OpenID Connect provider: short-lived, signed with RS256 or ES256, checked as RFC8725 says")
public class Api extends Application {}
