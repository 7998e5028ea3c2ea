package dealflow.funnel.history;

import java.util.function.Function;

/** What deals are filtered and grouped by. */
public enum Dimension {
    OWNER(Segment::owner),
    TEAM(Segment::team),
    PRODUCT(Segment::product),
    SOURCE(Segment::source),
    REGION(Segment::region);

    private final Function<Segment, String> value;

    Dimension(Function<Segment, String> value) {
        this.value = value;
    }

    public String of(Segment segment) {
        return value.apply(segment);
    }

    /** The group that a small one is shrunk toward: a person's team; for all others the whole. */
    public Dimension parent() {
        return this == OWNER ? TEAM : null;
    }
}
