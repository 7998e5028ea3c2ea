package dealflow.deal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import javax.sql.DataSource;

/**
 * How many deals there are and how much they are worth, by pipeline and status; counted now and then, since counting reads the
 * whole table.
 */
@ApplicationScoped
class DealMeters {

    @Inject
    DataSource database;

    private MultiGauge deals;
    private MultiGauge amounts;

    @Inject
    void register(MeterRegistry metrics) {
        deals = MultiGauge.builder("dealflow.deals")
                .description("Deals of that status")
                .register(metrics);
        amounts = MultiGauge.builder("dealflow.deals.amount")
                .description("Their amounts that are known, in the pipeline's currency")
                .register(metrics);
    }

    @Scheduled(every = "{dealflow.count-deals-every}", delayed = "10s")
    void count() throws SQLException {
        var counted = new ArrayList<MultiGauge.Row<?>>();
        var summed = new ArrayList<MultiGauge.Row<?>>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        SELECT pipeline, status, reporting_currency, count(*), coalesce(sum(reporting_amount), 0)
                        FROM deal GROUP BY pipeline, status, reporting_currency
                        """);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                var tags = Tags.of(
                        "pipeline", rows.getString(1), "status", rows.getString(2), "currency", rows.getString(3));
                counted.add(MultiGauge.Row.of(tags, rows.getLong(4)));
                summed.add(MultiGauge.Row.of(tags, rows.getDouble(5)));
            }
        }
        deals.register(counted, true);
        amounts.register(summed, true);
    }
}
