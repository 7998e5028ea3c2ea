package dealflow.forecast.history;

import java.util.List;
import java.util.Set;

/** One of the company's own fields. */
public record OwnField(String key) implements Grouping {

    private static final List<Group> NONE = List.of(new Group(null));

    @Override
    public Group of(Scope.Labels labels) {
        var values = labels.own().get(key);
        return new Group(values == null ? null : String.join(",", values));
    }

    @Override
    public List<Group> all(Scope.Labels labels) {
        var values = labels.own().get(key);
        return values == null ? NONE : values.stream().map(Group::new).toList();
    }

    @Override
    public boolean hasAny(Scope.Labels labels, Set<String> values) {
        var own = labels.own().get(key);
        return own == null ? values.contains("") : own.stream().anyMatch(values::contains);
    }
}
