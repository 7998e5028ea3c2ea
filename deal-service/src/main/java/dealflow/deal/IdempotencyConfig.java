package dealflow.deal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How repeated requests are met. */
@ConfigMapping(prefix = "dealflow.idempotency")
interface IdempotencyConfig {

    /** How long the answer to a request with an Idempotency-Key is kept. */
    @WithDefault("24h")
    Duration keptFor();
}
