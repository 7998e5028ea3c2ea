package dealflow.forecast.estimate;

import dealflow.forecast.amount.Sizes;
import dealflow.forecast.history.CloseDate;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.survival.Shrinkage;
import dealflow.forecast.survival.Stratum;
import dealflow.forecast.survival.WinTimeModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What it has meant that people expect a deal to close on a day. Open deals of past Mondays are sorted by how far off that day was and
 * by how far the days of the same owner have held; of each class, wins seen in the weeks and months after are held against wins expected
 * without such days. The ratio is a factor of the chance to be won then (one multiplier for each piece of time, as in a piecewise
 * exponential model), drawn toward 1 as far as it may be chance (see {@link Shrinkage}). Deals without such a day are a class too.
 */
public final class CloseDates {

    /** Days from which on an expected close is farther off; before the first it is overdue for long. */
    private static final int[] OFF = {-30, 0, 7, 14, 30, 60, 90};

    private static final int CLASSES = OFF.length + 2;

    /** Where the pieces of time begin that have a factor each, in days ahead. */
    private static final int[] PIECES = {0, 7, 14, 30, 60, 90};

    private static final int END = 180;

    /** A close that comes so many days earlier or later has been foreseen. */
    private static final int HELD = 14;

    /** Looks ahead so far only, as those farther off are rather plans than dates. */
    private static final int SOON = 30;

    /** Of what all owners' dates say beyond chance, an owner whose dates say this much less or more is in a class with others like that. */
    private static final double UNUSUAL = 0.5;

    private static final int TRUSTS = 3;
    private static final int USUAL = 1;

    private static final int WEEK = 7;
    private static final int WEEKS = 26;
    private static final int FEWEST_DAYS = 4;

    /** Deals looked at, on all days together. */
    private static final int LOOKS = 250_000;

    private static final double ENOUGH_WINS = 30;

    /** Nothing is made of them. */
    static final CloseDates UNKNOWN = new CloseDates(Map.of(), null);

    private final Map<String, Integer> trusts;
    private final double[][] factors;

    /** @param factors {@code [class of deals][piece of time]}; null where nothing is known */
    private CloseDates(Map<String, Integer> trusts, double[][] factors) {
        this.trusts = trusts;
        this.factors = factors;
    }

    /** A deal that was open on a past day, as all that is known without its date. */
    private record Look(DealHistory deal, int day, Stratum stratum, int dated) {

        /** Whether it was won so many days later. */
        int won(int from, int to) {
            var ahead = deal.wonDay() - day;
            return deal.won() && ahead >= from && ahead < to ? 1 : 0;
        }
    }

    /** The chance of a deal to be won within so many days, whatever date was said. */
    private interface Chance {
        double of(Stratum stratum, int days);
    }

    /** @param times when deals are won, whatever date was said */
    static CloseDates estimate(TrainingData history, WinTimeModel times, Sizes sizes, Frailty frailty) {
        if (history.lives().stream().allMatch(deal -> deal.closeDates().isEmpty())) {
            return UNKNOWN;
        }
        var every = everyWeeks(history);
        var looks = looks(history, every, sizes, frailty);
        Chance chance = (stratum, days) -> frailty.of(stratum.segment(), times.wonWithin(stratum, days));
        var trusts = trusts(looks, chance, history.today());
        var seen = new double[TRUSTS * CLASSES][PIECES.length];
        var expected = new double[TRUSTS * CLASSES][PIECES.length];
        for (var look : Deadline.over(looks)) {
            var own = TRUSTS * look.dated + (look.dated == 0 ? USUAL : trust(trusts, look.deal, look.day));
            for (var piece = 0; piece < PIECES.length; piece++) {
                var from = PIECES[piece];
                var to = end(piece);
                if (look.day + to > history.today()) {
                    break;
                }
                // Windows that overlap tell the same twice.
                var weight = Math.min(1, every * WEEK / (double) (to - from));
                expected[own][piece] += weight * (chance.of(look.stratum, to) - chance.of(look.stratum, from));
                seen[own][piece] += weight * look.won(from, to);
            }
        }
        return new CloseDates(trusts, factors(seen, expected));
    }

    private static int end(int piece) {
        return piece + 1 < PIECES.length ? PIECES[piece + 1] : END;
    }

    /** A large pipeline is looked at on fewer days: each tells enough. */
    private static int everyWeeks(TrainingData history) {
        var open = Math.max(
                1,
                history.lives().stream()
                        .filter(deal -> deal.visitAt(history.today()) != null)
                        .count());
        var days = Math.max(FEWEST_DAYS, Math.min(WEEKS, LOOKS / open));
        return (int) (WEEKS / days);
    }

    private static List<Look> looks(TrainingData history, int every, Sizes sizes, Frailty frailty) {
        var looks = new ArrayList<Look>();
        var first = Math.max(history.today() - WEEKS * WEEK, history.firstDecision());
        for (var day = history.today() - every * WEEK; day >= first; day -= every * WEEK) {
            for (var deal : Deadline.over(history.lives())) {
                var visit = deal.visitAt(day);
                if (visit != null) {
                    looks.add(new Look(
                            deal, day, Population.stratum(deal, visit, day, sizes, frailty, 0), dated(deal, day)));
                }
            }
        }
        return looks;
    }

    /** Days from a day until it was expected then that the deal would close; {@link CloseDate#NONE} where nobody had said so in time. */
    private static long off(DealHistory deal, int day) {
        var date = deal.expectedAt(day);
        return date == null || date.late() || date.on() == CloseDate.NONE ? CloseDate.NONE : (long) date.on() - day;
    }

    /** A class of how far off it was, at the start of a day, that the deal was expected to close: 0 where nobody had said so. */
    private static int dated(DealHistory deal, int day) {
        var off = off(deal, day);
        if (off == CloseDate.NONE) {
            return 0;
        }
        var own = 1;
        while (own <= OFF.length && off >= OFF[own - 1]) {
            own++;
        }
        return own;
    }

    /**
     * Owners whose dates say less or more than those of all: wins seen about the day that was said, against wins expected then, less one
     * for what is seen without any date.
     */
    private static Map<String, Integer> trusts(List<Look> looks, Chance chance, int today) {
        var owners = new TreeMap<String, double[]>();
        for (var look : looks) {
            var off = off(look.deal, look.day);
            if (off >= 0 && off < SOON && look.day + off + HELD < today) {
                var from = (int) Math.max(0, off - HELD);
                var to = (int) off + HELD + 1;
                var own = owners.computeIfAbsent(owner(look.deal, look.day), any -> new double[2]);
                own[0] += look.won(from, to);
                own[1] += chance.of(look.stratum, to) - chance.of(look.stratum, from);
            }
        }
        var seen = owners.values().stream().mapToDouble(sums -> sums[0]).toArray();
        var expected = owners.values().stream().mapToDouble(sums -> sums[1]).toArray();
        var all = Arrays.stream(seen).sum() / Arrays.stream(expected).sum();
        var ratios = Shrinkage.ratios(seen, expected);
        var trusts = new HashMap<String, Integer>();
        var i = 0;
        for (var owner : owners.keySet()) {
            var said = (all * ratios[i++] - 1) / (all - 1);
            if (all > 1 && said < 1 - UNUSUAL) {
                trusts.put(owner, USUAL - 1);
            } else if (all > 1 && said > 1 + UNUSUAL) {
                trusts.put(owner, USUAL + 1);
            }
        }
        return trusts;
    }

    private static int trust(Map<String, Integer> trusts, DealHistory deal, int day) {
        return trusts.getOrDefault(owner(deal, day), USUAL);
    }

    private static String owner(DealHistory deal, int day) {
        return Objects.requireNonNullElse(deal.visitorAt(day).owner(), "");
    }

    /** Classes by date first, then within each by how far the owners' dates are to be trusted. */
    private static double[][] factors(double[][] seen, double[][] expected) {
        var factors = new double[seen.length][PIECES.length];
        var wins = 0.0;
        for (var piece = 0; piece < PIECES.length; piece++) {
            var byDate = Shrinkage.ratios(byDate(seen, piece), byDate(expected, piece));
            for (var dated = 0; dated < CLASSES; dated++) {
                var own = new double[2][TRUSTS];
                for (var trust = 0; trust < TRUSTS; trust++) {
                    own[0][trust] = seen[TRUSTS * dated + trust][piece];
                    own[1][trust] = expected[TRUSTS * dated + trust][piece];
                    wins += dated == 0 ? 0 : own[0][trust];
                }
                var byTrust = Shrinkage.ratios(own[0], own[1]);
                for (var trust = 0; trust < TRUSTS; trust++) {
                    factors[TRUSTS * dated + trust][piece] = byDate[dated] * byTrust[trust];
                }
            }
        }
        return wins < ENOUGH_WINS ? null : factors;
    }

    private static double[] byDate(double[][] counts, int piece) {
        var sums = new double[CLASSES];
        for (var i = 0; i < counts.length; i++) {
            sums[i / TRUSTS] += counts[i][piece];
        }
        return sums;
    }

    /** Whether enough deals with such a day were won to learn from. */
    boolean areKnown() {
        return factors != null;
    }

    /** The class of a deal that is open at the start of a day: for {@link Stratum#dating}. */
    int of(DealHistory deal, int day) {
        if (factors == null) {
            return 0;
        }
        var dated = dated(deal, day);
        // 0 is of deals that do not begin before today, too, of which nobody can have said anything.
        return 1 + TRUSTS * dated + (dated == 0 ? USUAL : trust(trusts, deal, day));
    }

    /** The same times as these, as far as the expected close does not say otherwise. */
    WinTimeModel over(WinTimeModel times) {
        return factors == null ? times : new Dated(times, factors);
    }

    private record Dated(WinTimeModel times, double[][] factors) implements WinTimeModel {

        @Override
        public double wonWithin(Stratum stratum, double days) {
            if (stratum.dating() == 0) {
                return times.wonWithin(stratum, days);
            }
            var own = factors[stratum.dating() - 1];
            var sum = 0.0;
            var before = 0.0;
            for (var piece = 0; piece < own.length && days > PIECES[piece]; piece++) {
                var until = piece + 1 < own.length ? Math.min(days, PIECES[piece + 1]) : days;
                var within = times.wonWithin(stratum, until);
                sum += own[piece] * (within - before);
                before = within;
            }
            return Math.min(1, sum);
        }

        @Override
        public Stratum seen(Stratum stratum) {
            return times.seen(stratum).dated(stratum.dating());
        }
    }
}
