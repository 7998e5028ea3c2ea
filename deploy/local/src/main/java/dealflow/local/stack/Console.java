package dealflow.local.stack;

import dealflow.local.company.People;
import dealflow.local.folder.DataFolder;
import dealflow.local.login.Keycloak;
import dealflow.local.login.LoginPage;
import dealflow.local.login.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The web application, and the page where one logs in to it.
 *
 * @param login empty where a Keycloak has one
 */
public record Console(Service service, Optional<LoginPage> login, URI address) implements AutoCloseable {

    static Console in(Path root, DataFolder folder, Ports ports, Optional<Keycloak> keycloak) {
        var address = address(ports);
        var key = folder.password("console-key");
        var login = keycloak.isPresent()
                ? Optional.<LoginPage>empty()
                : Optional.of(new LoginPage(
                        ports.login(),
                        address,
                        Tokens.of(folder),
                        key,
                        folder.password(LoginPage.CLIENT),
                        () -> People.in(folder.path())));
        var settings = new HashMap<>(login.map(LoginPage::settings)
                .orElseGet(() -> keycloak.orElseThrow().console()));
        settings.putAll(Map.of(
                "DEALFLOW_CONSOLE_SERVICES_DEALS", local(ports.api(1)),
                "DEALFLOW_CONSOLE_SERVICES_FUNNELS", local(ports.api(2)),
                "DEALFLOW_CONSOLE_SERVICES_FORECASTS", local(ports.api(3)),
                "QUARKUS_HTTP_HOST", "127.0.0.1"));
        var service = new Service(
                root.resolve("deploy/console"),
                "console",
                "console",
                ports.api(0),
                ports.management(0),
                settings,
                folder);
        return new Console(
                service, login, login.isPresent() ? URI.create(address + "/?key=" + key) : URI.create(address + "/"));
    }

    /** Without anything behind the port. */
    static URI address(Ports ports) {
        return URI.create(local(ports.api(0)));
    }

    private static String local(int port) {
        return "http://127.0.0.1:" + port;
    }

    void launch() {
        login.ifPresent(LoginPage::start);
        service.launch();
    }

    /** The login's; the service stops like any part. */
    @Override
    public void close() {
        login.ifPresent(LoginPage::close);
    }
}
