package dealflow.deal.feed;

import dealflow.contract.event.EventType;
import dealflow.contract.forecast.ForecastEventType;
import dealflow.deal.filter.DealFilter;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Caller;
import dealflow.edge.access.Roles;
import io.quarkus.security.ForbiddenException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events a reader of the feed sees; an empty field excludes none, and of several values any will do.
 *
 * @param types empty for all but those of the forecast, which come only where they are named
 * @param owners of the deal after the event, or before it
 * @param teams the same
 * @param fields values of the company's own fields, after the event or before it, for the database's {@code has_fields}; null for all
 * @param deals which the deal is one of after the event, or was before it; null for all
 */
public record EventFilter(
        List<String> types,
        List<String> pipelines,
        List<String> owners,
        List<String> teams,
        String fields,
        DealFilter deals) {

    public static final EventFilter ALL = new EventFilter(List.of(), List.of(), List.of(), List.of());

    /** Whatever the values of own fields, and whichever deals. */
    public EventFilter(List<String> types, List<String> pipelines, List<String> owners, List<String> teams) {
        this(types, pipelines, owners, teams, null, null);
    }

    private static final Set<String> OF_FORECASTS = Stream.of(ForecastEventType.values())
            .map(ForecastEventType::wireName)
            .collect(Collectors.toSet());

    /** Every type of event that there is. */
    public static final Set<String> TYPES = Stream.of(
                    Stream.of(EventType.values()).map(EventType::wireName),
                    Stream.of(
                            Outbox.PIPELINE_DEFINED,
                            Outbox.FIELD_DEFINED,
                            Outbox.TEAM_DEFINED,
                            Outbox.EXCHANGE_RATE_SET),
                    OF_FORECASTS.stream())
            .flatMap(types -> types)
            .collect(Collectors.toCollection(TreeSet::new));

    /** @throws InvalidFieldException if one of them is no type of an event */
    public static void checkTypes(String field, Collection<String> types) {
        for (var type : types) {
            if (type == null || !TYPES.contains(type)) {
                throw new InvalidFieldException(field, "'%s' is not one of %s".formatted(type, TYPES));
            }
        }
    }

    /**
     * Those of the forecast are about all people together, and say who called what: they are for whom the forecast service would show all
     * of that.
     *
     * @throws ForbiddenException if the caller is somebody else
     */
    public static void checkMayRead(Collection<String> types, Caller caller) {
        if (types.stream().anyMatch(OF_FORECASTS::contains) && !caller.any(Roles.OPS, Roles.STATISTICS_READ)) {
            throw new ForbiddenException(
                    "Events of the forecast are for sales operations, and for service accounts with the scope statistics:read");
        }
    }

    boolean isAll() {
        return equals(ALL);
    }

    /** Whether it takes the event itself to say whether it is seen. */
    boolean looksInside() {
        return fields != null || deals != null;
    }

    /** What a query asks of a deal that an event tells of. */
    List<DealFilter.Condition> ofDeals() {
        return deals == null ? List.of() : deals.conditionsOfTold();
    }
}
