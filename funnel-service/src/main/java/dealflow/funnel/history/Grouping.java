package dealflow.funnel.history;

import java.util.Collections;
import java.util.List;

/** What deals are filtered and grouped by. */
public sealed interface Grouping permits Dimension, OwnField, TeamGroups {

    /** As whoever asks for groups writes it. */
    String label();

    /** The parameter that asks for values of it. */
    default String parameter() {
        return label();
    }

    /** How a value is written there. */
    default String written(String value) {
        return value;
    }

    /** Null for none; several values are one text. */
    String of(Segment segment);

    /** Whether a deal may have several values. */
    default boolean mayBeSeveral() {
        return false;
    }

    /** The values that a text of {@link #of} stands for. */
    default List<String> parts(String text) {
        return Collections.singletonList(text);
    }

    /** The group that a small one is shrunk toward: a person's team; for all others the whole, which is null. */
    default Dimension parent() {
        return null;
    }
}
