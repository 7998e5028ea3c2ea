package dealflow.edge.query;

import dealflow.edge.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Query parameters that come another way, such as in a body to be kept: they have the one grammar, too. */
public final class KeptParameters {

    private final QueryParameters known;

    private KeptParameters(QueryParameters known) {
        this.known = known;
    }

    /**
     * Those that a bean of parameters has.
     *
     * @param without those of them that cannot be kept
     */
    public static KeptParameters of(Class<? extends FilterParameters> bean, Set<String> without) {
        return new KeptParameters(QueryParameters.of(bean, without));
    }

    /** What is wrong with them, by name; none if all is well. */
    public List<FieldError> errors(Map<String, List<String>> kept) {
        var errors = new ArrayList<FieldError>();
        var whole = new TreeMap<String, List<String>>();
        kept.forEach((name, values) -> {
            if (values == null || values.isEmpty() || values.stream().anyMatch(Objects::isNull)) {
                errors.add(new FieldError(name, "must be a list of one text or several"));
            } else {
                whole.put(name, values);
            }
        });
        errors.addAll(known.errors(whole));
        return errors;
    }
}
