package dealflow.deal.price;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.json.ContractJson;
import dealflow.deal.database.JsonText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

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
    Jdbi database;

    RiskReview review(UUID deal) {
        return reviews(List.of(deal)).getOrDefault(deal, RiskReview.NONE);
    }

    public Map<UUID, RiskReview> reviews(List<UUID> deals) {
        var reviews = new HashMap<UUID, RiskReview>();
        ofDeals("SELECT deal_id, content FROM risk_review WHERE deal_id = ANY (:deals)", deals)
                .forEach(found -> reviews.put(found.deal(), JsonText.read(REVIEW, found.content())));
        return reviews;
    }

    public void save(UUID deal, RiskReview review) {
        write(
                """
                INSERT INTO risk_review (deal_id, content) VALUES (:deal, :content::jsonb)
                ON CONFLICT (deal_id) DO UPDATE SET content = excluded.content
                """,
                Map.of("deal", deal, "content", JsonText.of(review)));
    }

    List<PriceRequest> requests(UUID deal) {
        return requests(List.of(deal)).getOrDefault(deal, List.of());
    }

    public Map<UUID, List<PriceRequest>> requests(List<UUID> deals) {
        var requests = new HashMap<UUID, List<PriceRequest>>();
        ofDeals(
                        "SELECT deal_id, content FROM price_request WHERE deal_id = ANY (:deals) ORDER BY deal_id, number",
                        deals)
                .forEach(found -> requests.computeIfAbsent(found.deal(), id -> new ArrayList<>())
                        .add(JsonText.read(REQUEST, found.content())));
        return requests;
    }

    public void save(UUID deal, PriceRequest request) {
        write(
                """
                INSERT INTO price_request (deal_id, number, content) VALUES (:deal, :number, :content::jsonb)
                ON CONFLICT (deal_id, number) DO UPDATE SET content = excluded.content
                """,
                Map.of("deal", deal, "number", request.number(), "content", JsonText.of(request)));
    }

    ApprovalLimits limits(String pipeline) {
        return database.withHandle(
                        handle -> handle.createQuery("SELECT content FROM approval_limits WHERE pipeline = :pipeline")
                                .bind("pipeline", pipeline)
                                .mapTo(String.class)
                                .findOne())
                .<ApprovalLimits>map(json -> JsonText.read(LIMITS, json))
                .orElse(new ApprovalLimits(List.of()));
    }

    void save(String pipeline, ApprovalLimits limits) {
        write(
                """
                INSERT INTO approval_limits (pipeline, content) VALUES (:pipeline, :content::jsonb)
                ON CONFLICT (pipeline) DO UPDATE SET content = excluded.content
                """,
                Map.of("pipeline", pipeline, "content", JsonText.of(limits)));
    }

    private record OfDeal(UUID deal, String content) {}

    private List<OfDeal> ofDeals(String sql, List<UUID> deals) {
        return database.withHandle(handle -> handle.createQuery(sql)
                .bindArray("deals", UUID.class, deals)
                .map(row -> new OfDeal(row.getColumn("deal_id", UUID.class), row.getColumn("content", String.class)))
                .list());
    }

    private void write(String sql, Map<String, ?> values) {
        database.useHandle(handle -> handle.createUpdate(sql).bindMap(values).execute());
    }
}
