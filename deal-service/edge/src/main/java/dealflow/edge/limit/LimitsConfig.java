package dealflow.edge.limit;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one client may ask of one replica (README, "Limits"). */
@StaticInitSafe
@ConfigMapping(prefix = "dealflow.limits")
public interface LimitsConfig {

    /** How many requests a second a client may send, on the long run. */
    @WithDefault("200")
    long requestsPerSecond();

    /** How many at once, after a pause. */
    @WithDefault("1000")
    long burst();

    /** How many requests of a client may be under way, streams included. */
    @WithDefault("50")
    int concurrentRequests();

    /** How many proxies of ours a request passes, each of which adds the address that it saw to X-Forwarded-For. */
    @WithDefault("1")
    int proxies();

    /** How many requests with a bad token, or none, an address may send in a minute. */
    @WithDefault("300")
    long refusedPerMinute();

    /** How long a body may take to arrive, whatever it does. */
    @WithDefault("PT30S")
    Duration bodyTime();

    /** How many bytes of an import buy it a second more, so that large ones take longer, and drops do not. */
    @WithDefault("10240")
    long uploadRate();

    /** How long an import may take to arrive at most. */
    @WithDefault("PT1H")
    Duration uploadTime();

    /** How large a body may be, in bytes, unless an operation takes more; imports are held by quarkus.http.limits.max-body-size alone. */
    @WithDefault("1048576")
    long body();

    /** How deeply the JSON of a body may be nested. */
    @WithDefault("32")
    int jsonDepth();

    /** How many characters one text in it may have; most fields take far fewer. */
    @WithDefault("100000")
    int jsonText();

    /** How many names, values and brackets it may consist of, which bounds its arrays. */
    @WithDefault("200000")
    long jsonTokens();

    /** How long the database may think about one statement, as PostgreSQL writes it; the connections are opened with it. */
    @WithDefault("30s")
    String queryTime();
}
