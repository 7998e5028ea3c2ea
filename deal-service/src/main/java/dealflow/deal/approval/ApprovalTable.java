package dealflow.deal.approval;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.json.ContractJson;
import dealflow.deal.database.JsonText;
import dealflow.deal.refusal.Missing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/**
 * Approvals as they are kept. The terms under which one was asked stand beside it and are compared with the deal's whenever it is
 * read, so that a change of the deal costs nothing, and no approval holds for terms that it was not asked for.
 */
@ApplicationScoped
class ApprovalTable {

    private static final ObjectReader MISSING = ContractJson.reader(new TypeReference<List<Missing>>() {});

    private static final String SELECT =
            """
            SELECT * FROM (
                SELECT approval.*,
                    CASE
                        WHEN used_at IS NOT NULL THEN 'USED'
                        WHEN NOT approved THEN 'REJECTED'
                        WHEN deal.stage <> approval.stage OR deal.payment_terms <> approval.payment_terms
                            OR deal.amount IS DISTINCT FROM approval.amount
                            OR deal.currency IS DISTINCT FROM approval.currency THEN 'VOID'
                        WHEN valid_until <= :now THEN 'EXPIRED'
                        WHEN approved THEN 'APPROVED'
                        ELSE 'OPEN'
                    END AS status
                FROM approval JOIN deal ON deal.id = deal_id) AS standing
            """;

    @Inject
    Jdbi database;

    /** Under the terms that the deal has now. */
    void add(
            UUID id,
            UUID deal,
            Approval.Subject subject,
            String why,
            String actor,
            Instant at,
            List<String> approvers) {
        database.useHandle(handle -> handle.createUpdate(
                        """
                        INSERT INTO approval (id, deal_id, deal_version, kind, price_request, reduction, to_stage, missing, why,
                            asked_by, asked_at, approvers, stage, amount, currency, payment_terms)
                        SELECT :id, deal.id, deal.sequence, :kind, :priceRequest, :reduction, :to, :missing::jsonb, :why,
                            :actor, :at, :approvers, deal.stage, deal.amount, deal.currency, deal.payment_terms
                        FROM deal WHERE deal.id = :deal
                        """)
                .bind("id", id)
                .bind("deal", deal)
                .bind("kind", subject.kind().name())
                .bind("priceRequest", subject.priceRequest())
                .bind("reduction", subject.reduction())
                .bind("to", subject.to())
                .bind("missing", JsonText.of(subject.missing()))
                .bind("why", why)
                .bind("actor", actor)
                .bind("at", at)
                .bindArray("approvers", String.class, approvers)
                .execute());
    }

    /** Holds the deal and it, so that neither changes while it is decided. */
    Optional<Approval> held(UUID id, Instant now) {
        database.useHandle(handle -> handle.createQuery(
                        "SELECT approval.id FROM approval JOIN deal ON deal.id = deal_id WHERE approval.id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne());
        return found("WHERE id = :id", now, query -> query.bind("id", id)).stream()
                .findFirst();
    }

    List<Approval> ofDeal(UUID deal, Instant now) {
        return found("WHERE deal_id = :deal ORDER BY id", now, query -> query.bind("deal", deal));
    }

    /** Those of all deals that the caller may see, oldest first. */
    List<Approval> list(Approval.Status status, UUID after, int most, Instant now) {
        return found(
                """
                WHERE (:status::text IS NULL OR status = :status) AND (:after::uuid IS NULL OR id > :after::uuid)
                ORDER BY id LIMIT :most""",
                now,
                query -> query.bind("status", status == null ? null : status.name())
                        .bind("after", after)
                        .bind("most", most));
    }

    void decide(UUID id, Approval.Decision decision) {
        database.useHandle(handle -> handle.createUpdate(
                        """
                        UPDATE approval SET approved = :approved, decided_by = :by, decided_at = :at, decision_reason = :reason,
                            valid_until = :until
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("approved", decision.approved())
                .bind("by", decision.by())
                .bind("at", decision.at())
                .bind("reason", decision.reason())
                .bind("until", decision.until())
                .execute());
    }

    void use(UUID id, Instant at) {
        database.useHandle(handle -> handle.createUpdate("UPDATE approval SET used_at = :at WHERE id = :id")
                .bind("id", id)
                .bind("at", at)
                .execute());
    }

    private List<Approval> found(String which, Instant now, UnaryOperator<Query> bound) {
        return database.withHandle(
                handle -> bound.apply(handle.createQuery(SELECT + which).bind("now", now))
                        .map(ApprovalTable::approval)
                        .list());
    }

    private static Approval approval(RowView row) {
        var approved = row.getColumn("approved", Boolean.class);
        return new Approval(
                row.getColumn("id", UUID.class),
                row.getColumn("deal_id", UUID.class),
                row.getColumn("deal_version", Long.class),
                new Approval.Subject(
                        row.getColumn("kind", Approval.Kind.class),
                        row.getColumn("price_request", Integer.class),
                        row.getColumn("reduction", BigDecimal.class),
                        row.getColumn("to_stage", String.class),
                        JsonText.read(MISSING, row.getColumn("missing", String.class))),
                row.getColumn("why", String.class),
                row.getColumn("asked_by", String.class),
                row.getColumn("asked_at", Instant.class),
                List.of(row.getColumn("approvers", String[].class)),
                row.getColumn("status", Approval.Status.class),
                approved == null
                        ? null
                        : new Approval.Decision(
                                approved,
                                row.getColumn("decided_by", String.class),
                                row.getColumn("decided_at", Instant.class),
                                row.getColumn("decision_reason", String.class),
                                row.getColumn("valid_until", Instant.class)),
                row.getColumn("used_at", Instant.class));
    }
}
