package dealflow.forecast.estimate;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.amount.Sizes;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.survival.CumulativeIncidence;
import dealflow.forecast.survival.Hazards;
import dealflow.forecast.survival.SemiMarkov;
import dealflow.forecast.survival.TimeSinceEntryModel;
import dealflow.forecast.survival.WinTimeModel;
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

    private final TrainingData history;
    private final Amounts amounts;
    private final Sizes sizes;
    private final ExpectedWorth worth;
    private final SemiMarkov stages;
    private final List<WinTimeModel> candidates;
    private final Seasonality seasonality;
    private final Frailty frailty;
    private final CloseDates closeDates;
    private final ArrivalRate arrivalRate;
    private Subpopulation whole;

    private Estimates(TrainingData history) {
        this.history = history;
        this.amounts = new Amounts(history);
        this.sizes = Sizes.of(history, amounts);
        this.worth = new ExpectedWorth(history, history.lives(), sizes, amounts::ordinary);
        var fits = SemiMarkov.fits(history, sizes, LONG, SHORT);
        this.stages = fits.get(0);
        var recent = fits.get(1);
        var wins = new ObservedAndExpected(
                deal -> stages.hazards(sizes.of(deal)), history.firstDecision(), history.today());
        var byDay = wins.byDay(history.lives());
        this.seasonality = Seasonality.estimate(byDay[0], byDay[1], history.firstDecision(), history.holidays());
        this.frailty = Frailty.estimate(history.lives(), wins);
        this.closeDates = CloseDates.estimate(history, stages, sizes, frailty);
        var curves = TimeSinceEntryModel.fits(history, LONG, SHORT);
        this.candidates = List.of(
                closeDates.over(stages),
                stages,
                recent,
                stages.regardlessOfSize(),
                recent.regardlessOfSize(),
                curves.get(0),
                curves.get(1));
        this.arrivalRate = ArrivalRate.estimate(history);
    }

    public static Estimates of(TrainingData history) {
        return new Estimates(history);
    }

    /** How much memory the curves take when all of them have been asked for, besides the history. */
    public static long bytes(int stages) {
        var ofOneSize = 2L;
        return 2 * ((Sizes.MOST + ofOneSize - 1) * CumulativeIncidence.bytes(stages) + CumulativeIncidence.bytes(1));
    }

    public TrainingData history() {
        return history;
    }

    public Amounts amounts() {
        return amounts;
    }

    public Sizes sizes() {
        return sizes;
    }

    /** What deals not yet begun are worth when they are won. */
    ExpectedWorth worth() {
        return worth;
    }

    /** The hazards by stage and days in it, of long memory. */
    public Hazards hazards() {
        return stages.hazards();
    }

    /** Estimators of the time of winning, to be combined. */
    public List<WinTimeModel> candidates() {
        return candidates;
    }

    public Seasonality seasonality() {
        return seasonality;
    }

    public Frailty frailty() {
        return frailty;
    }

    CloseDates closeDates() {
        return closeDates;
    }

    /** Where nothing is made of expected closes, the first of {@link #candidates} says what the second says. */
    public int firstCandidate() {
        return closeDates.areKnown() ? 0 : 1;
    }

    public ArrivalRate arrivalRate() {
        return arrivalRate;
    }

    /** All deals together; kept, as each backtest asks several methods about the same. */
    public synchronized Subpopulation whole() {
        if (whole == null) {
            whole = Subpopulation.by(this, deal -> ALL).getOrDefault(ALL, Subpopulation.none(this));
        }
        return whole;
    }

    public Population open(Predicate<DealHistory> wanted) {
        return Population.of(this, wanted);
    }

    public Arrivals arrivals(Predicate<DealHistory> wanted) {
        return Arrivals.of(this, wanted);
    }
}
