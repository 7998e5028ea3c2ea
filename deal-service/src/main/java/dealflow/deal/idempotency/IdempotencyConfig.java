package dealflow.deal.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How repeated requests are met. */
@ConfigMapping(prefix = "dealflow.idempotency")
interface IdempotencyConfig {

    /** How long the answer to a request with an Idempotency-Key is kept. */
    @WithDefault("24h")
    Duration keptFor();

    /** How many answers are kept for one caller. */
    @WithDefault("100000")
    long most();

    /** How many bytes they may have together. */
    @WithDefault("268435456")
    long mostBytes();
}
