package dealflow.deal.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How events are sent to webhooks. */
@ConfigMapping(prefix = "dealflow.webhooks")
public interface WebhooksConfig {

    /** To which addresses events are sent. */
    @WithDefault("public")
    WebhookReach reach();

    /** How many there may be. */
    @WithDefault("50")
    int most();

    /** How long an endpoint may take to answer. */
    @WithDefault("PT10S")
    Duration timeout();

    /** The pause after the first failure; each further one doubles it. */
    @WithDefault("PT5S")
    Duration firstPause();

    @WithDefault("PT1H")
    Duration longestPause();

    /** An endpoint that has failed for so long without a success is paused. */
    @WithDefault("PT24H")
    Duration givenUpAfter();

    /** How long the secret before a rotation still signs, beside the new one. */
    @WithDefault("PT24H")
    Duration rotation();

    /** How long it is told what came of each message. */
    @WithDefault("P30D")
    Duration deliveriesKeptFor();

    /** How many webhooks one replica serves at the same time. */
    @WithDefault("4")
    int atOnce();

    /**
     * What encrypts the secrets in the database, each 32 bytes in base64: the first one encrypts, the others still decrypt.
     * From the environment (DEALFLOW_WEBHOOKS_KEYS), never from a file in an image.
     */
    Optional<List<String>> keys();
}
