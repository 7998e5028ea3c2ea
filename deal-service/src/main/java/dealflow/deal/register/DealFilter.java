package dealflow.deal.register;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.edge.access.Sight;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which deals a list shows; a null field excludes none, an empty one stands for those without a value.
 *
 * @param ids only these
 * @param verdict {@code PSEUDO} for pseudo-opportunities
 * @param stalled whether the present stay has outlasted its stage and is not snoozed
 */
public record DealFilter(
        Collection<UUID> ids,
        String pipeline,
        String stage,
        Status status,
        String owner,
        String team,
        String product,
        String source,
        String region,
        String customer,
        String externalId,
        String q,
        Instant updatedSince,
        Qualification.Verdict verdict,
        Boolean stalled) {

    private static final String STALLED =
            "(status = 'OPEN' AND stalled_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until <= :today))";

    /** A condition in SQL over the table of deals, with its parameters. */
    record Condition(String sql, Map<String, Object> parameters) {

        Condition(String sql, String parameter, Object value) {
            this(sql, Map.of(parameter, value));
        }
    }

    /**
     * What a query asks of a deal, but for the words of {@code q}. Whose it is comes first: the database's row-level security is
     * only the second lock.
     *
     * @param today ends a snooze
     */
    List<Condition> conditions(Sight sight, LocalDate today) {
        var conditions = new ArrayList<Condition>();
        if (sight instanceof Sight.Some some) {
            conditions.add(of(some));
        } else if (sight instanceof Sight.Nothing) {
            conditions.add(new Condition("false", Map.of()));
        }
        if (ids != null) {
            conditions.add(new Condition("id IN (:ids)", "ids", ids));
        }
        equal(conditions, "pipeline", pipeline);
        equal(conditions, "stage", stage);
        equal(conditions, "status", status == null ? null : status.name());
        equal(conditions, "owner", owner);
        equal(conditions, "team", team);
        equal(conditions, "product", product);
        equal(conditions, "source", source);
        equal(conditions, "region", region);
        equal(conditions, "customer_name", customer);
        equal(conditions, "external_id", externalId);
        if (updatedSince != null) {
            conditions.add(new Condition(
                    "updated_at >= :updatedSince", "updatedSince", updatedSince.atOffset(ZoneOffset.UTC)));
        }
        if (verdict != null) {
            equal(conditions, "verdict", verdict.name());
        }
        if (stalled != null) {
            conditions.add(new Condition((stalled ? "" : "NOT ") + STALLED, "today", today));
        }
        return conditions;
    }

    /** The parameter of the conditions that holds the one owner whose deals they let through; null where there may be more. */
    String onlyOwner(Sight sight) {
        if (owner != null) {
            return "owner";
        }
        return sight instanceof Sight.Some some && some.teams().isEmpty() ? "seer" : null;
    }

    public static DealFilter leads(String pipeline) {
        return new DealFilter(
                null, pipeline, null, Status.LEAD, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static Condition of(Sight.Some some) {
        return some.teams().isEmpty()
                ? new Condition("owner = :seer", "seer", some.owner())
                : new Condition(
                        "(owner = :seer OR team IN (:seersTeams))",
                        Map.of("seer", some.owner(), "seersTeams", some.teams()));
    }

    private static void equal(List<Condition> conditions, String column, Object value) {
        if ("".equals(value)) {
            conditions.add(new Condition(column + " IS NULL", Map.of()));
        } else if (value != null) {
            conditions.add(new Condition("%s = :%1$s".formatted(column), column, value));
        }
    }
}
