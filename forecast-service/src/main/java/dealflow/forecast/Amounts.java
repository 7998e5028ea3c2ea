package dealflow.forecast;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a deal is worth when it is won: its quoted amount times the ratio of realised to quoted amounts, or, where no amount
 * is known, the mean of what was realised. Both are learned per product and shrunk toward all.
 */
final class Amounts {

    /** How many deals of its own a product needs to weigh as much as all the others. */
    private static final double PRIOR_DEALS = 10;

    private final History history;
    private final Map<String, Known> byProduct = new HashMap<>();
    private final Known overall = new Known();

    Amounts(History history) {
        this.history = history;
        for (var life : history.lives()) {
            if (life.enteredDay() < history.today() && !Double.isNaN(known(life))) {
                overall.add(life, known(life), history.won(life));
                byProduct.computeIfAbsent(product(life), key -> new Known()).add(life, known(life), history.won(life));
            }
        }
    }

    /** The amount of a deal that was won, and of another the amount that it is expected to have when it is. */
    double of(Life life) {
        var known = known(life);
        var own = byProduct.getOrDefault(product(life), overall);
        if (Double.isNaN(known)) {
            return own.mean(overall);
        }
        return history.won(life) ? known : known * own.ratio(overall);
    }

    /** What deals of the same product are usually worth when they are won. */
    double usual(Life life) {
        return byProduct.getOrDefault(product(life), overall).mean(overall);
    }

    boolean isKnown(Life life) {
        return !Double.isNaN(known(life));
    }

    /** A quote of nothing is no quote. */
    private double known(Life life) {
        var known = history.open(life) ? life.quoted() : life.amount();
        return known > 0 ? known : Double.NaN;
    }

    private static String product(Life life) {
        return Objects.requireNonNullElse(life.labels().product(), "");
    }

    private static final class Known {
        private double won;
        private double wonAmount;
        private double all;
        private double allAmount;
        private double quoted;
        private double realised;

        void add(Life life, double amount, boolean isWon) {
            all++;
            allAmount += amount;
            if (isWon) {
                won++;
                wonAmount += amount;
                if (life.quoted() > 0) {
                    quoted += life.quoted();
                    realised += amount;
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
