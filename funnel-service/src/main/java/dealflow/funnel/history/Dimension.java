package dealflow.funnel.history;

import dealflow.contract.deal.ProductMix;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What every company's deals have. */
public enum Dimension implements Grouping {
    OWNER(Segment::owner) {
        @Override
        public Dimension parent() {
            return TEAM;
        }
    },
    TEAM(Segment::team),
    PRODUCT(Segment::product) {
        @Override
        public boolean mayBeSeveral() {
            return true;
        }

        @Override
        public List<String> parts(String text) {
            return ProductMix.products(text);
        }
    },
    SOURCE(Segment::source),
    REGION(Segment::region);

    private final Function<Segment, String> value;

    Dimension(Function<Segment, String> value) {
        this.value = value;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String of(Segment segment) {
        return value.apply(segment);
    }
}
