package dealflow.edge.observability;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Counts answers by how long they took, so that percentiles can be told over all replicas together; by what the API has, so that
 * nobody makes series by asking for what it has not.
 */
class RequestMeters {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final double[] SECONDS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

    /** Any method may be sent, and a browser's question before a request goes to any path; the rest Quarkus sees to. */
    private static Meter.Id known(Meter.Id id) {
        var method = id.getTag("method");
        if (method == null || METHODS.contains(method)) {
            return id;
        }
        var other = Tag.of("method", method.equals("OPTIONS") ? method : "OTHER");
        return id.getTag("uri") == null
                ? id.replaceTags(Tags.of(id.getTags()).and(other))
                : id.replaceTags(Tags.of(id.getTags()).and(other, Tag.of("uri", "UNKNOWN")));
    }

    @Produces
    @Singleton
    MeterFilter buckets() {
        var nanos = DoubleStream.of(SECONDS)
                .map(seconds -> seconds * Duration.ofSeconds(1).toNanos())
                .toArray();
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server") ? known(id) : id;
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests")
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(nanos)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
