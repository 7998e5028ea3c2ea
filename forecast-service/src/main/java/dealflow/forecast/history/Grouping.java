package dealflow.forecast.history;

import dealflow.contract.deal.ProductMix;
import java.util.List;
import java.util.function.BiConsumer;
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

    /** The groups of some labels: several, where a deal is about several products. */
    public List<Group> all(Scope.Labels labels) {
        return this == PRODUCT && ProductMix.isOfSeveral(labels.product())
                ? ProductMix.products(labels.product()).stream().map(Group::new).toList()
                : List.of(of(labels));
    }

    /** Tells what of a deal belongs to which group. */
    public void split(DealHistory deal, BiConsumer<Group, Share> visitor) {
        var groups = all(deal.labels());
        if (groups.size() == 1) {
            visitor.accept(groups.get(0), Share.WHOLE);
            return;
        }
        var shares = Share.of(deal.parts());
        for (var i = 0; i < groups.size(); i++) {
            visitor.accept(groups.get(i), shares.get(i));
        }
    }

    /** @param name null for the deals that have none */
    public record Group(String name) {}
}
