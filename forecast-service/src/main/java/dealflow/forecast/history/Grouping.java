package dealflow.forecast.history;

import java.util.function.Function;

/** The label by which a forecast is split. */
public enum Grouping {
    OWNER(Scope.Labels::owner),
    TEAM(Scope.Labels::team),
    PRODUCT(Scope.Labels::product),
    SOURCE(Scope.Labels::source),
    REGION(Scope.Labels::region);

    private final Function<Scope.Labels, String> label;

    Grouping(Function<Scope.Labels, String> label) {
        this.label = label;
    }

    /** Deals without the label are a group too, or the groups would not add up. */
    public Group of(Scope.Labels labels) {
        return new Group(label.apply(labels));
    }

    /** @param name null for the deals that have none */
    public record Group(String name) {}
}
