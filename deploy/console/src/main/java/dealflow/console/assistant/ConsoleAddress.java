package dealflow.console.assistant;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where people find the console: as whoever asks has found it. */
@ApplicationScoped
class ConsoleAddress {

    /** Whether a proxy ends TLS, which the login has to know, too. */
    @ConfigProperty(name = "quarkus.oidc.authentication.force-redirect-https-scheme", defaultValue = "false")
    boolean isHttps;

    /** Scheme, host and port. */
    String of(HttpServerRequest request) {
        return (isHttps ? "https" : request.scheme()) + "://" + request.authority();
    }
}
