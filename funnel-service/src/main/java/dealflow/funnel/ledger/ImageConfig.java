package dealflow.funnel.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the images in memory follow the ledger. */
@ConfigMapping(prefix = "dealflow.image")
interface ImageConfig {

    /** How often to look for changes; where a look takes long, the pause is four times as long as it took. */
    @WithDefault("PT0.05S")
    Duration look();

    /** The most deals to take over in one look. */
    @WithDefault("20000")
    int deals();
}
