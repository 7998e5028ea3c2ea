package dealflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.EventType;
import dealflow.contract.json.ContractJson;
import dealflow.forecast.projection.ForecastProjection;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Every published sample is read and applied as it would come. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class SamplesTest {

    @Inject
    DataSource database;

    @Test
    void everySampleIsAppliedAndADeletedDealLeavesNothing() throws Exception {
        var events = events();
        var deal = events.get(0).dealId();
        var deleted = events.remove(events.size() - 1);
        assertThat(events).hasSizeGreaterThan(10).allMatch(event -> event.deal() != null);
        assertThat(deleted.type()).isEqualTo(EventType.DELETED);
        var projection = new ForecastProjection();
        try (var transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                projection.define(transaction, ContractJson.readPipeline(bytes("pipeline.json")));
                for (var event : events) {
                    projection.apply(transaction, List.of(event));
                }
                assertThat(one(transaction, "SELECT count(*) FROM deal_state WHERE deal_id = ?", deal))
                        .isEqualTo((long) events.size());
                var last = "SELECT status FROM deal_state WHERE deal_id = ? ORDER BY sequence DESC LIMIT 1";
                assertThat(one(transaction, last, deal)).isEqualTo("WON");
                assertThat((BigDecimal) one(transaction, "SELECT amount FROM payment WHERE deal_id = ?", deal))
                        .isEqualByComparingTo("4422.60");
                assertThat(one(transaction, "SELECT reversed_at FROM payment WHERE deal_id = ?", deal))
                        .isEqualTo(Timestamp.from(Instant.parse("2026-07-08T03:10:00Z")));
                projection.apply(transaction, List.of(deleted));
                var left =
                        """
                        SELECT count(*) FROM (SELECT deal_id FROM deal_state UNION ALL SELECT deal_id FROM payment) kept
                        WHERE deal_id = ?
                        """;
                assertThat(one(transaction, left, deal)).isEqualTo(0L);
            } finally {
                transaction.rollback();
            }
        }
    }

    private static Object one(Connection transaction, String sql, UUID deal) throws SQLException {
        try (var statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, deal);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1);
            }
        }
    }

    private static List<DealEvent> events() throws IOException {
        var events = new ArrayList<DealEvent>();
        for (var sample : new ObjectMapper().readTree(bytes("index.json")).get("samples")) {
            var type = EventType.of(sample.get("type").asText()).orElseThrow();
            events.add(ContractJson.readEvent(type, bytes(sample.get("file").asText())));
        }
        return events;
    }

    private static byte[] bytes(String file) throws IOException {
        var path = "contract/samples/" + file;
        try (var sample = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            return Objects.requireNonNull(sample, path).readAllBytes();
        }
    }
}
