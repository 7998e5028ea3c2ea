package dealflow.forecast.history;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What deals are chosen by, and a forecast is split by. */
public sealed interface Grouping permits Label, OwnField, TeamGroups {

    /** Deals without a value are a group too, or the groups would not add up; several values are one group of their own. */
    Group of(Scope.Labels labels);

    /** The groups of each value: several, where a deal has several. */
    default List<Group> all(Scope.Labels labels) {
        return List.of(of(labels));
    }

    /** Tells what of a deal belongs to which group. */
    default void split(DealHistory deal, BiConsumer<Group, Share> visitor) {
        visitor.accept(of(deal.labels()), Share.WHOLE);
    }

    /** Whether a deal has one of some values; an empty text stands for those without. */
    default boolean hasAny(Scope.Labels labels, Set<String> values) {
        return all(labels).stream().anyMatch(group -> values.contains(group.name() == null ? "" : group.name()));
    }

    /** @param name null for the deals that have none */
    record Group(String name) {}
}
