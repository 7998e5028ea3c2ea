package dealflow.deal.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are shown over HTTP. */
@ConfigMapping(prefix = "dealflow.events")
public interface EventsConfig {

    /** How many streams one replica keeps open at once; one more is refused. */
    @WithDefault("200")
    int streams();

    /** How many of them one caller may have. */
    @WithDefault("20")
    int streamsOfOne();

    /** How long a stream is silent before it says that it is still there; proxies cut silent ones after a minute. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** The longest that a request for events may wait for the first one. */
    @WithDefault("PT30S")
    Duration longestWait();

    /** How long events of the forecast are kept: as long as their topic keeps them. */
    @WithDefault("P30D")
    Duration forecastsKeptFor();
}
