package dealflow.deal.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.json.ContractJson;
import dealflow.contract.payment.Money;
import dealflow.deal.Amounts;
import dealflow.deal.Deal;
import dealflow.deal.DealDetails;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Jdbi;

/** What dry runs have found out: what their lines would change, and by how much the numbers of each stage. */
@ApplicationScoped
public class DryRuns {

    /** Of how many lines it is kept what each would do. */
    static final int MOST_CHANGES = 1000;

    @Inject
    Jdbi database;

    @Inject
    ObjectMapper json;

    /**
     * What a line would do.
     *
     * @param deal the deal on record; null for one that would be new
     * @param before the fields that would change, as they are
     * @param after as they would be
     * @param leftOut what the line says beside that, and an import never takes from it
     */
    @Schema(
            name = "ImportChange",
            requiredProperties = {"kind", "before", "after", "leftOut"})
    public record Change(
            long line,
            @Nullable String externalId,
            @Nullable UUID deal,
            LineOutcome.Kind kind,
            @Schema(implementation = Map.class) ObjectNode before,
            @Schema(implementation = Map.class) ObjectNode after,
            List<String> leftOut) {}

    /**
     * How many deals, and what they are worth in the pipeline's currency.
     */
    @Schema(name = "ImportStageTotal")
    public record StageTotal(long count, @Schema(required = true) Money amount) {}

    /** What a stage holds now, and what it would hold. */
    @Schema(name = "ImportEffect")
    public record Effect(
            @Schema(required = true) String pipeline,
            @Schema(required = true) String stage,
            @Schema(required = true) StageTotal now,
            @Schema(required = true) StageTotal then) {}

    private record Stage(String pipeline, String stage, String currency) {}

    private record Sum(long deals, BigDecimal amount) {
        Sum plus(Sum other) {
            return new Sum(deals + other.deals, amount.add(other.amount));
        }
    }

    /** The differences that a batch's lines make, summed up by stage. */
    static final class Sums {

        private final Map<Stage, Sum> byStage = new HashMap<>();

        void add(LineOutcome outcome) {
            var deal = outcome.deal();
            if (outcome.before() != null) {
                add(deal, outcome.before().stage(), outcome.before().details(), -1);
            }
            add(deal, deal.stage(), deal.details(), 1);
        }

        private void add(Deal deal, String stage, DealDetails details, int sign) {
            var amount = details.reportingAmount() == null
                    ? BigDecimal.ZERO
                    : details.reportingAmount().amount();
            byStage.merge(
                    new Stage(deal.pipeline(), stage, deal.reportingCurrency()),
                    new Sum(sign, sign < 0 ? amount.negate() : amount),
                    Sum::plus);
        }
    }

    void save(UUID job, Sums sums) {
        if (sums.byStage.isEmpty()) {
            return;
        }
        database.useHandle(transaction -> {
            var batch = transaction.prepareBatch(
                    """
                    INSERT INTO import_effect AS known (job_id, pipeline, stage, deals, amount, currency)
                    VALUES (:job, :pipeline, :stage, :deals, :amount, :currency)
                    ON CONFLICT (job_id, pipeline, stage)
                    DO UPDATE SET deals = known.deals + excluded.deals, amount = known.amount + excluded.amount
                    """);
            sums.byStage.forEach((stage, sum) -> batch.bind("job", job)
                    .bind("pipeline", stage.pipeline())
                    .bind("stage", stage.stage())
                    .bind("deals", sum.deals())
                    .bind("amount", sum.amount())
                    .bind("currency", stage.currency())
                    .add());
            batch.execute();
        });
    }

    /** A line that was taken, and for the first of them what it would do. */
    record Taken(long line, String content, ImportedDeal deal, Change change) {}

    void save(UUID job, List<Taken> taken) {
        if (taken.isEmpty()) {
            return;
        }
        database.useHandle(transaction -> {
            var seen = transaction.prepareBatch(
                    "INSERT INTO import_seen (job_id, line, external_id, content) VALUES (?, ?, ?, ?)");
            taken.forEach(line ->
                    seen.add(job, line.line(), String.valueOf(line.deal().externalId()), line.content()));
            seen.execute();
            var changes = transaction.prepareBatch(
                    "INSERT INTO import_change (job_id, line, content) VALUES (?, ?, ?::jsonb)");
            taken.stream()
                    .filter(line -> line.change() != null)
                    .forEach(line -> changes.add(job, line.line(), text(line.change())));
            if (changes.size() > 0) {
                changes.execute();
            }
        });
    }

    private String text(Change change) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of earlier batches about the same deals, in their order. */
    List<String> seen(UUID job, Collection<String> externalIds) {
        return database.withHandle(transaction -> transaction
                .createQuery(
                        "SELECT content FROM import_seen WHERE job_id = :job AND external_id = ANY (:ids) ORDER BY line")
                .bind("job", job)
                .bind("ids", externalIds.toArray(String[]::new))
                .mapTo(String.class)
                .list());
    }

    void forgetSeen(UUID job) {
        database.useHandle(transaction -> transaction.execute("DELETE FROM import_seen WHERE job_id = ?", job));
    }

    static Change change(long line, ImportedDeal told, LineOutcome outcome) {
        var deal = outcome.deal();
        var isNew = outcome.kind() == LineOutcome.Kind.CREATED;
        var before = JsonNodeFactory.instance.objectNode();
        var after = isNew ? created(deal) : JsonNodeFactory.instance.objectNode();
        if (!isNew) {
            before = DealDetails.changed(outcome.before().details(), deal.details());
            after = DealDetails.changed(deal.details(), outcome.before().details());
            if (!outcome.before().stage().equals(deal.stage())) {
                before.put("stage", outcome.before().stage());
                after.put("stage", deal.stage());
            }
        }
        return new Change(
                line, told.externalId(), isNew ? null : deal.id(), outcome.kind(), before, after, outcome.leftOut());
    }

    private static ObjectNode created(Deal deal) {
        var known = JsonNodeFactory.instance.objectNode().put("stage", deal.stage());
        ContractJson.tree(deal.details()).properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> known.set(field.getKey(), field.getValue()));
        return known;
    }

    /** What the first lines of a dry run would do, behind a line. */
    List<Change> changes(UUID job, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT content FROM import_change WHERE job_id = :job AND line > :after ORDER BY line LIMIT :limit")
                .bind("job", job)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .map(this::change)
                .list());
    }

    private Change change(String content) {
        try {
            return json.readValue(content, Change.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By pipeline and stage; those in which nothing would change left out. */
    List<Effect> effects(UUID job) {
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT effect.pipeline, effect.stage, effect.deals, effect.amount, effect.currency,
                            coalesce(known.deals, 0) AS known_deals, coalesce(known.amount, 0) AS known_amount
                        FROM import_effect AS effect LEFT JOIN (
                            SELECT pipeline, stage, count(*) AS deals, sum(reporting_amount) AS amount FROM deal
                            WHERE pipeline IN (SELECT pipeline FROM import_effect WHERE job_id = :job)
                            GROUP BY pipeline, stage) AS known USING (pipeline, stage)
                        WHERE effect.job_id = :job AND (effect.deals <> 0 OR effect.amount <> 0)
                        ORDER BY effect.pipeline, effect.stage
                        """)
                .bind("job", job)
                .map(row -> {
                    var currency = row.getColumn("currency", String.class);
                    var count = row.getColumn("known_deals", Long.class);
                    var amount = row.getColumn("known_amount", BigDecimal.class);
                    return new Effect(
                            row.getColumn("pipeline", String.class),
                            row.getColumn("stage", String.class),
                            new StageTotal(count, Amounts.money(amount, currency)),
                            new StageTotal(
                                    count + row.getColumn("deals", Long.class),
                                    Amounts.money(amount.add(row.getColumn("amount", BigDecimal.class)), currency)));
                })
                .list());
    }
}
