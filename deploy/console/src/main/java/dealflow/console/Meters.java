package dealflow.console;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Nobody makes series by asking with methods that there are not. */
class Meters {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    @Produces
    @Singleton
    MeterFilter methods() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                var method = id.getTag("method");
                return method == null || METHODS.contains(method)
                        ? id
                        : id.replaceTags(
                                Tags.of(id.getTags()).and(Tag.of("method", "OTHER"), Tag.of("uri", "UNKNOWN")));
            }
        };
    }
}
