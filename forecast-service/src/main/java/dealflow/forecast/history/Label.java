package dealflow.forecast.history;

import dealflow.contract.deal.ProductMix;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What every company's deals have. */
public enum Label implements Grouping {
    OWNER(Scope.Labels::owner),
    TEAM(Scope.Labels::team),
    PRODUCT(Scope.Labels::product) {
        @Override
        public List<Group> all(Scope.Labels labels) {
            return ProductMix.products(labels.product()).stream()
                    .map(Group::new)
                    .toList();
        }

        @Override
        public boolean hasAny(Scope.Labels labels, Set<String> values) {
            return ProductMix.isOfSeveral(labels.product())
                    ? ProductMix.products(labels.product()).stream().anyMatch(values::contains)
                    : super.hasAny(labels, values);
        }

        @Override
        public void split(DealHistory deal, BiConsumer<Group, Share> visitor) {
            if (!ProductMix.isOfSeveral(deal.labels().product())) {
                super.split(deal, visitor);
                return;
            }
            var groups = all(deal.labels());
            var shares = Share.of(deal.parts());
            for (var i = 0; i < groups.size(); i++) {
                visitor.accept(groups.get(i), shares.get(i));
            }
        }
    },
    SOURCE(Scope.Labels::source),
    REGION(Scope.Labels::region);

    private final Function<Scope.Labels, String> value;

    Label(Function<Scope.Labels, String> value) {
        this.value = value;
    }

    @Override
    public Group of(Scope.Labels labels) {
        return new Group(value.apply(labels));
    }

    /** Asked of every deal, so without making anything. */
    @Override
    public boolean hasAny(Scope.Labels labels, Set<String> values) {
        var own = value.apply(labels);
        return values.contains(own == null ? "" : own);
    }
}
