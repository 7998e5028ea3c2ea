package dealflow.funnel.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of live streams. */
@ConfigMapping(prefix = "dealflow.live")
public interface LiveConfig {

    /** The most streams at a time; each change costs an answer for each of them. */
    @WithDefault("100")
    int streams();

    /** The most of one caller. */
    @WithDefault("10")
    int streamsOfOne();

    /** The shortest time between two answers of a stream: changes in between come together. */
    @WithDefault("PT1S")
    Duration pause();

    /** After so long without a change a comment is sent, so that nobody between takes the stream for dead. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** When a stream ends, at the latest; the client comes again, with a token that is still valid. */
    @WithDefault("PT30M")
    Duration longest();
}
