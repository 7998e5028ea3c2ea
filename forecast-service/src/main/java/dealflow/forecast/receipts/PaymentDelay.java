package dealflow.forecast.receipts;

import java.util.Arrays;
import java.util.Collection;

/**
 * How many days after its due date (or after any other day that starts the clock) money comes, if it does. What is not yet
 * paid counts for as long as it was seen unpaid.
 */
final class PaymentDelay {

    /** The earliest day told apart: half a year before the due date. */
    static final int FIRST = -180;

    /** The day from which the hazard no longer changes. */
    static final int LAST = 540;

    /** Where less than this is at risk, days are pooled. */
    private static final double ENOUGH_AT_RISK = 5;

    private static final int TAIL_DAYS = 30;

    /** {@code [day - FIRST]}: the chance to come on that day, of what has not come before. */
    private final double[] hazard;

    /** {@code [day - FIRST]}: the part that has not come at the end of that day. */
    private final double[] unpaid;

    private PaymentDelay(double[] hazard) {
        this.hazard = hazard;
        this.unpaid = new double[hazard.length];
        var left = 1.0;
        for (var i = 0; i < hazard.length; i++) {
            left *= 1 - hazard[i];
            unpaid[i] = left;
        }
    }

    /**
     * A sum of money that was waited for.
     *
     * @param from the first day on which it could have come, relative to the due date
     * @param until the day on which it came, or the last one of which it is known that it had not
     * @param weight 1 for a whole instalment, less for a part of one
     */
    record Wait(int from, int until, boolean paid, double weight) {}

    /**
     * The product-limit estimate with left truncation (Kaplan and Meier 1958, Nonparametric Estimation from Incomplete
     * Observations): the chance of a day is what came on it by what was still waited for.
     */
    static PaymentDelay kaplanMeier(Collection<Wait> waits) {
        var seen = Seen.of(waits);
        return new PaymentDelay(seen.hazard(seen.atRisk()));
    }

    /**
     * The same, where the days on which less than five are waited for, and those after, have one chance in common: the
     * slowest customer is not the last that there will be.
     */
    static PaymentDelay withTail(Seen seen) {
        var waited = seen.atRisk();
        var hazard = seen.hazard(waited);
        var tail = firstThinDay(waited);
        double paid = 0, atRisk = 0;
        for (var i = Math.max(0, tail - TAIL_DAYS); i < hazard.length; i++) {
            paid += seen.paid[i];
            atRisk += waited[i];
        }
        for (var i = tail; i < hazard.length; i++) {
            hazard[i] = atRisk == 0 ? 0 : Math.min(1, paid / atRisk);
        }
        return new PaymentDelay(hazard);
    }

    /**
     * The curve of a group, drawn toward this one: the posterior mean of each day's chance under a beta prior that is worth
     * {@code instalments} of the larger group.
     */
    PaymentDelay shrunk(Seen seen, double instalments) {
        var atRisk = seen.atRisk();
        var mixed = new double[hazard.length];
        for (var i = 0; i < mixed.length; i++) {
            mixed[i] = (seen.paid[i] + instalments * hazard[i]) / (atRisk[i] + instalments);
        }
        return new PaymentDelay(mixed);
    }

    /** The part that has not come at the end of a day; 1 before {@link #FIRST}. */
    double unpaid(int day) {
        if (day < FIRST) {
            return 1;
        }
        if (day <= LAST) {
            return unpaid[day - FIRST];
        }
        return unpaid[LAST - FIRST] * Math.pow(1 - hazard[LAST - FIRST], day - LAST);
    }

    /**
     * The chance that money which has not come before day {@code age} comes before day {@code to}.
     *
     * @return 0 where nothing has ever come so late
     */
    double paidBefore(int age, int to) {
        var before = unpaid(age - 1);
        return before <= 0 || to <= age ? 0 : 1 - unpaid(to - 1) / before;
    }

    /** Waits of one customer: of many, so that each takes a dozen bytes. */
    static final class Waits {
        private static final int BITS = 10;

        private int[] days = new int[4];
        private double[] weights = new double[4];
        private int count;

        void add(Wait wait) {
            if (count == days.length) {
                days = Arrays.copyOf(days, 2 * count);
                weights = Arrays.copyOf(weights, 2 * count);
            }
            var from = Seen.index(wait.from());
            var until = Math.max(from, Seen.index(wait.until()));
            days[count] = (from << BITS | until) << 1 | (wait.paid() ? 1 : 0);
            weights[count++] = wait.weight();
        }

        /** What was paid of them, in whole instalments. */
        double paid() {
            var paid = 0.0;
            for (var i = 0; i < count; i++) {
                paid += (days[i] & 1) * weights[i];
            }
            return paid;
        }

        Seen seen() {
            var seen = new Seen();
            for (var i = 0; i < count; i++) {
                seen.add(days[i] >> BITS + 1, days[i] >> 1 & (1 << BITS) - 1, (days[i] & 1) == 1, weights[i]);
            }
            return seen;
        }

        /** Takes no more room than it needs. */
        void trim() {
            days = Arrays.copyOf(days, count);
            weights = Arrays.copyOf(weights, count);
        }
    }

    /** What was paid and what was waited for, by day: sums, as waits are many. */
    static final class Seen {
        private final double[] paid = new double[LAST - FIRST + 1];

        /** How much more or less is waited for on a day than on the day before. */
        private final double[] changes = new double[LAST - FIRST + 2];

        private double allPaid;

        static Seen of(Collection<Wait> waits) {
            var seen = new Seen();
            waits.forEach(seen::add);
            return seen;
        }

        void add(Wait wait) {
            var from = index(wait.from());
            add(from, Math.max(from, index(wait.until())), wait.paid(), wait.weight());
        }

        private void add(int from, int until, boolean isPaid, double weight) {
            changes[from] += weight;
            changes[until + 1] -= weight;
            if (isPaid) {
                paid[until] += weight;
                allPaid += weight;
            }
        }

        void add(Seen other) {
            for (var i = 0; i < paid.length; i++) {
                paid[i] += other.paid[i];
            }
            for (var i = 0; i < changes.length; i++) {
                changes[i] += other.changes[i];
            }
            allPaid += other.allPaid;
        }

        /** What was paid on all days, in whole instalments. */
        double allPaid() {
            return allPaid;
        }

        private double[] atRisk() {
            var atRisk = new double[paid.length];
            var sum = 0.0;
            for (var i = 0; i < atRisk.length; i++) {
                sum += changes[i];
                atRisk[i] = sum;
            }
            return atRisk;
        }

        private static int index(int day) {
            return Math.min(Math.max(day, FIRST), LAST) - FIRST;
        }

        private double[] hazard(double[] atRisk) {
            var hazard = new double[paid.length];
            for (var i = 0; i < hazard.length; i++) {
                hazard[i] = atRisk[i] <= 1e-9 ? 0 : Math.min(1, paid[i] / atRisk[i]);
            }
            return hazard;
        }
    }

    /** The first day after the last on which enough was at risk. */
    private static int firstThinDay(double[] atRisk) {
        for (var i = atRisk.length - 1; i >= 0; i--) {
            if (atRisk[i] >= ENOUGH_AT_RISK) {
                return i + 1;
            }
        }
        return 0;
    }
}
