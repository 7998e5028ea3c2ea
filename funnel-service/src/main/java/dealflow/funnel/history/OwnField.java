package dealflow.funnel.history;

import dealflow.edge.query.OwnFieldParameters;
import java.util.Collections;
import java.util.List;

/** One of the company's own fields. */
public record OwnField(String key) implements Grouping {

    /** In no key of a choice. */
    private static final String BETWEEN = ",";

    @Override
    public String label() {
        return OwnFieldParameters.PREFIX + key;
    }

    @Override
    public String parameter() {
        return OwnFieldParameters.PARAMETER;
    }

    @Override
    public String written(String value) {
        return key + ":" + value;
    }

    @Override
    public String of(Segment segment) {
        var values = segment.own().get(key);
        return values == null ? null : String.join(BETWEEN, values);
    }

    @Override
    public boolean mayBeSeveral() {
        return true;
    }

    @Override
    public List<String> parts(String text) {
        return text == null ? Collections.singletonList(null) : List.of(text.split(BETWEEN));
    }
}
