package dealflow.forecast.estimate;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.amount.Sizes;
import dealflow.forecast.history.History;
import dealflow.forecast.history.Life;
import dealflow.forecast.survival.EntryCurve;
import dealflow.forecast.survival.Hazards;
import dealflow.forecast.survival.SemiMarkov;
import dealflow.forecast.survival.WinCurves;
import dealflow.forecast.survival.WinTimes;
import java.util.List;
import java.util.function.Predicate;

/** Everything that is estimated from the history known at the start of one day; what to make of it is up to {@code Model}. */
public final class Estimates {

    /** Days after which history weighs half; how much each is believed is chosen by backtest. */
    private static final int SHORT = 45;

    private static final int LONG = 180;

    /** What {@link #candidates} are, in the same order. */
    public static final List<Candidate> CANDIDATES = List.of(
            new Candidate("expected-close", LONG),
            new Candidate("semi-markov-by-size", LONG),
            new Candidate("semi-markov-by-size", SHORT),
            new Candidate("semi-markov", LONG),
            new Candidate("semi-markov", SHORT),
            new Candidate("entry-curve", LONG),
            new Candidate("entry-curve", SHORT));

    private static final String ALL = "all";

    public record Candidate(String name, int halfLifeDays) {}

    private final History history;
    private final Amounts amounts;
    private final Sizes sizes;
    private final Worth worth;
    private final SemiMarkov stages;
    private final List<WinTimes> candidates;
    private final Activity activity;
    private final People people;
    private final CloseDates closeDates;
    private final Inflow inflow;
    private Portion whole;

    private Estimates(History history) {
        this.history = history;
        this.amounts = new Amounts(history);
        this.sizes = Sizes.of(history, amounts);
        this.worth = new Worth(history, amounts, sizes);
        var fits = SemiMarkov.fits(history, sizes, LONG, SHORT);
        this.stages = fits.get(0);
        var recent = fits.get(1);
        var wins = new Wins(life -> stages.hazards(sizes.of(life)), history.firstDecision(), history.today());
        var byDay = wins.byDay(history.lives());
        this.activity = Activity.estimate(byDay[0], byDay[1], history.firstDecision(), history.holidays());
        this.people = People.estimate(history.lives(), wins);
        this.closeDates = CloseDates.estimate(history, stages, sizes, people);
        var curves = EntryCurve.fits(history, LONG, SHORT);
        this.candidates = List.of(
                closeDates.over(stages),
                stages,
                recent,
                stages.regardlessOfSize(),
                recent.regardlessOfSize(),
                curves.get(0),
                curves.get(1));
        this.inflow = Inflow.estimate(history);
    }

    public static Estimates of(History history) {
        return new Estimates(history);
    }

    /** How much memory the curves take when all of them have been asked for, besides the history. */
    public static long bytes(int stages) {
        var ofOneSize = 2L;
        return 2 * ((Sizes.MOST + ofOneSize - 1) * WinCurves.bytes(stages) + WinCurves.bytes(1));
    }

    public History history() {
        return history;
    }

    public Amounts amounts() {
        return amounts;
    }

    public Sizes sizes() {
        return sizes;
    }

    /** What deals not yet begun are worth when they are won. */
    Worth worth() {
        return worth;
    }

    /** The hazards by stage and days in it, of long memory. */
    public Hazards hazards() {
        return stages.hazards();
    }

    /** Estimators of the time of winning, to be combined. */
    public List<WinTimes> candidates() {
        return candidates;
    }

    public Activity activity() {
        return activity;
    }

    public People people() {
        return people;
    }

    CloseDates closeDates() {
        return closeDates;
    }

    /** Where nothing is made of expected closes, the first of {@link #candidates} says what the second says. */
    public int firstCandidate() {
        return closeDates.areKnown() ? 0 : 1;
    }

    public Inflow inflow() {
        return inflow;
    }

    /** All deals together; kept, as each backtest asks several methods about the same. */
    public synchronized Portion whole() {
        if (whole == null) {
            whole = Portion.by(this, life -> ALL).getOrDefault(ALL, Portion.none(this));
        }
        return whole;
    }

    public Population open(Predicate<Life> wanted) {
        return Population.of(this, wanted);
    }

    public Arrivals arrivals(Predicate<Life> wanted) {
        return Arrivals.of(this, wanted);
    }
}
