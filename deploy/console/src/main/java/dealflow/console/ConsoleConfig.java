package dealflow.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;

@ConfigMapping(prefix = "dealflow.console")
public interface ConsoleConfig {

    /** Where each service is, by the word under {@code /api/} that leads to it. */
    Map<String, URI> services();

    /** How many requests each service is sent at a time, those that stay open included. */
    @WithDefault("1000")
    int connections();
}
