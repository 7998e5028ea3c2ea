package dealflow.forecast.amount;

import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Forked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What a deal is worth when it is won: its quoted amount times the ratio of realised to quoted amounts, or, where no amount
 * is known, the mean of what was realised. Both are learned from won deals, per product and shrunk toward all, and no single
 * deal tells more than the {@link Fence} around the others lets it.
 */
public final class Amounts {

    /** How many deals of its own a product needs to weigh as much as all the others, and to have a fence of its own. */
    private static final double PRIOR_DEALS = 10;

    private final TrainingData history;
    private final Map<String, Known> byProduct = new HashMap<>();
    private final Known overall;

    public Amounts(TrainingData history) {
        this(history, history.lives());
    }

    /** @param lives those to learn from */
    public Amounts(TrainingData history, List<DealHistory> lives) {
        this.history = history;
        var known = Forked.many(lives, this::known, Priced::with);
        var won = known.won;
        var others = known.others;
        var quoted = won.stream().filter(deal -> deal.quoted() > 0).toList();
        var ratios = fence(quoted, deal -> known(deal) / deal.quoted());
        // Where nothing was won yet, the deals that there are have to say what is ordinary.
        overall = new Known(fence(won.isEmpty() ? others : won, this::known), ratios);
        var wonOf = new HashMap<String, List<DealHistory>>();
        won.forEach(deal ->
                wonOf.computeIfAbsent(product(deal), key -> new ArrayList<>()).add(deal));
        wonOf.forEach((product, own) -> byProduct.put(
                product, new Known(own.size() < PRIOR_DEALS ? overall.amounts : fence(own, this::known), ratios)));
        won.forEach(deal -> add(deal, true));
        others.forEach(deal -> add(deal, false));
    }

    /** Deals of which an amount is known. */
    private record Priced(List<DealHistory> won, List<DealHistory> others) {

        Priced with(Priced more) {
            won.addAll(more.won);
            others.addAll(more.others);
            return this;
        }
    }

    private Priced known(List<DealHistory> lives) {
        var known = new Priced(new ArrayList<>(), new ArrayList<>());
        for (var deal : lives) {
            if (deal.enteredDay() < history.today() && isKnown(deal)) {
                (history.won(deal) ? known.won : known.others).add(deal);
            }
        }
        return known;
    }

    private void add(DealHistory deal, boolean isWon) {
        var own = byProduct.computeIfAbsent(product(deal), key -> new Known(overall.amounts, overall.ratios));
        var amount = own.within(known(deal));
        own.add(deal, amount, isWon);
        overall.add(deal, amount, isWon);
    }

    private static Fence fence(List<DealHistory> lives, ToDoubleFunction<DealHistory> value) {
        return Fence.of(lives.stream()
                .mapToDouble(deal -> Math.log(value.applyAsDouble(deal)))
                .toArray());
    }

    /**
     * What was realised by what had been quoted, of all products.
     *
     * @param value shrunk toward 1; 1 where nothing has been quoted
     * @param deals the won ones that it is learned from
     */
    public record Ratio(double value, int deals) {}

    public Ratio ratio() {
        return new Ratio(overall.ratio(overall), overall.quotes);
    }

    /** The amount of a deal as far as it is a fact: 0 while nobody has said it. */
    public static double said(DealHistory deal) {
        return Double.isNaN(deal.amount()) ? 0 : deal.amount();
    }

    /** What a deal is expected to be worth when it is won; of a won one its amount, and where nobody has said that an estimate. */
    public double of(DealHistory deal) {
        var known = known(deal);
        var own = own(deal);
        if (Double.isNaN(known)) {
            return own.mean(overall);
        }
        return history.won(deal) ? known : known * own.ratio(overall);
    }

    /** The same as far as it tells what other deals will be worth: an outlier counts as the bound that it lies outside of. */
    public double ordinary(DealHistory deal) {
        return own(deal).within(of(deal));
    }

    /** The quoted amount as far as it tells how large the deal is among the others. */
    double quoted(DealHistory deal) {
        return own(deal).within(deal.quoted());
    }

    /** Whether a deal is worth so much more than those that were won that only a part of it counts for others. */
    public boolean isOutlier(DealHistory deal) {
        return isKnown(deal) && known(deal) > own(deal).within(known(deal)) * (1 + 1e-9);
    }

    /** What deals of the same product are usually worth when they are won. */
    double usual(DealHistory deal) {
        return own(deal).mean(overall);
    }

    public boolean isKnown(DealHistory deal) {
        return !Double.isNaN(known(deal));
    }

    private Known own(DealHistory deal) {
        return byProduct.getOrDefault(product(deal), overall);
    }

    /** A quote of nothing is no quote. */
    private double known(DealHistory deal) {
        var known = history.open(deal) ? deal.quoted() : deal.amount();
        return known > 0 ? known : Double.NaN;
    }

    private static String product(DealHistory deal) {
        return Objects.requireNonNullElse(deal.labels().product(), "");
    }

    private static final class Known {
        private final Fence amounts;
        private final Fence ratios;
        private final double most;
        private double won;
        private double wonAmount;
        private double all;
        private double allAmount;
        private double quoted;
        private double realised;
        private int quotes;

        Known(Fence amounts, Fence ratios) {
            this.amounts = amounts;
            this.ratios = ratios;
            this.most = Math.exp(amounts.high());
        }

        double within(double amount) {
            return Math.min(amount, most);
        }

        /** @param amount what it is worth, within the fence */
        void add(DealHistory deal, double amount, boolean isWon) {
            all++;
            allAmount += amount;
            if (isWon) {
                won++;
                wonAmount += amount;
                if (deal.quoted() > 0) {
                    var quote = within(deal.quoted());
                    quoted += quote;
                    quotes++;
                    realised += quote * Math.exp(ratios.within(Math.log(deal.amount() / deal.quoted())));
                }
            }
        }

        /** Of won deals; of all where none is won; 0 where none is known. */
        double mean(Known parent) {
            var fallback =
                    parent.won > 0 ? parent.wonAmount / parent.won : parent.all > 0 ? parent.allAmount / parent.all : 0;
            // Products differ by orders of magnitude, so few deals of the same one tell more than many of others.
            return won > 0 ? (wonAmount + fallback) / (won + 1) : all > 0 ? allAmount / all : fallback;
        }

        double ratio(Known parent) {
            if (parent.quoted == 0) {
                return 1;
            }
            var prior = PRIOR_DEALS * parent.quoted / Math.max(1, parent.won);
            var parentRatio = (parent.realised + prior) / (parent.quoted + prior);
            return (realised + prior * parentRatio) / (quoted + prior);
        }
    }
}
