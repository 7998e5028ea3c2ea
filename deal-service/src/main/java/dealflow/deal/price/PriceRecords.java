package dealflow.deal.price;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.ContractJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Risk reviews, price requests and approval limits as they are kept: in JSON, since nothing is ever looked for in them.
 * They are no events: nothing counts them, and what we would concede is not for every system that follows the deals.
 */
@ApplicationScoped
public class PriceRecords {

    private static final ObjectReader REVIEW = ContractJson.reader(new TypeReference<RiskReview>() {});
    private static final ObjectReader REQUEST = ContractJson.reader(new TypeReference<PriceRequest>() {});
    private static final ObjectReader LIMITS = ContractJson.reader(new TypeReference<ApprovalLimits>() {});

    @Inject
    DataSource database;

    RiskReview review(UUID deal) {
        return reviews(List.of(deal)).getOrDefault(deal, RiskReview.NONE);
    }

    public Map<UUID, RiskReview> reviews(List<UUID> deals) {
        var reviews = new HashMap<UUID, RiskReview>();
        read(
                "SELECT deal_id, content FROM risk_review WHERE deal_id = ANY (?)",
                deals,
                (deal, json) -> reviews.put(deal, value(REVIEW, json)));
        return reviews;
    }

    public void save(UUID deal, RiskReview review) {
        write(
                """
                INSERT INTO risk_review (deal_id, content) VALUES (?, ?::jsonb)
                ON CONFLICT (deal_id) DO UPDATE SET content = excluded.content
                """,
                statement -> {
                    statement.setObject(1, deal);
                    statement.setString(2, json(review));
                });
    }

    List<PriceRequest> requests(UUID deal) {
        return requests(List.of(deal)).getOrDefault(deal, List.of());
    }

    public Map<UUID, List<PriceRequest>> requests(List<UUID> deals) {
        var requests = new HashMap<UUID, List<PriceRequest>>();
        read(
                "SELECT deal_id, content FROM price_request WHERE deal_id = ANY (?) ORDER BY deal_id, number",
                deals,
                (deal, json) ->
                        requests.computeIfAbsent(deal, id -> new ArrayList<>()).add(value(REQUEST, json)));
        return requests;
    }

    public void save(UUID deal, PriceRequest request) {
        write(
                """
                INSERT INTO price_request (deal_id, number, content) VALUES (?, ?, ?::jsonb)
                ON CONFLICT (deal_id, number) DO UPDATE SET content = excluded.content
                """,
                statement -> {
                    statement.setObject(1, deal);
                    statement.setInt(2, request.number());
                    statement.setString(3, json(request));
                });
    }

    ApprovalLimits limits(String pipeline) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("SELECT content FROM approval_limits WHERE pipeline = ?")) {
            statement.setString(1, pipeline);
            try (var rows = statement.executeQuery()) {
                return Optional.ofNullable(rows.next() ? rows.getString(1) : null)
                        .<ApprovalLimits>map(json -> value(LIMITS, json))
                        .orElse(new ApprovalLimits(List.of()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The approval limits could not be read", e);
        }
    }

    void save(String pipeline, ApprovalLimits limits) {
        write(
                """
                INSERT INTO approval_limits (pipeline, content) VALUES (?, ?::jsonb)
                ON CONFLICT (pipeline) DO UPDATE SET content = excluded.content
                """,
                statement -> {
                    statement.setString(1, pipeline);
                    statement.setString(2, json(limits));
                });
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private interface Row {
        void take(UUID deal, String json);
    }

    private void read(String sql, List<UUID> deals, Row row) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", deals.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.take(rows.getObject(1, UUID.class), rows.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The records about prices could not be read", e);
        }
    }

    private void write(String sql, Parameters parameters) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The record could not be written", e);
        }
    }

    private static String json(Record value) {
        return new String(ContractJson.write(value), StandardCharsets.UTF_8);
    }

    private static <T> T value(ObjectReader reader, String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
