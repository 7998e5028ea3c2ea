package dealflow.deal;

import dealflow.contract.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** How many deals there are, by status; counted now and then, since counting reads the whole table. */
@ApplicationScoped
class DealMeters {

    @Inject
    DataSource database;

    private final Map<Status, AtomicLong> counts = new EnumMap<>(Status.class);

    @Inject
    void register(MeterRegistry metrics) {
        for (var status : Status.values()) {
            counts.put(status, new AtomicLong());
            metrics.gauge("dealflow.deals", List.of(Tag.of("status", status.name())), counts.get(status));
        }
    }

    @Scheduled(every = "{dealflow.count-deals-every}", delayed = "10s")
    void count() throws SQLException {
        var found = new EnumMap<Status, Long>(Status.class);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("SELECT status, count(*) FROM deal GROUP BY status");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.put(Status.valueOf(rows.getString(1)), rows.getLong(2));
            }
        }
        counts.forEach((status, count) -> count.set(found.getOrDefault(status, 0L)));
    }
}
