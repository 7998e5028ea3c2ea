package dealflow.forecast.history;

import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.load.Forked;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known of a pipeline's deals at the start of a day, and what has been decided and paid since.
 *
 * @param lives may go on after {@code settledBefore}; nothing reads what happened then
 * @param stages the number of funnel stages
 * @param today the first day not wholly known, in days since the epoch in the pipeline's time zone
 * @param settledBefore what was won, lost and paid before this day counts: {@code today}, or the day after where the part of
 *     today that is over is known
 * @param holidays of the pipeline
 * @param firsts of all that is in {@code lives}
 * @param own how many of the lives are of this moment alone; the others are those of later moments too
 */
public record TrainingData(
        List<DealHistory> lives,
        int stages,
        int today,
        int settledBefore,
        Set<LocalDate> holidays,
        Firsts firsts,
        int own) {

    /** Of a life, with its visits and payments. */
    static final int LIFE_BYTES = 300;

    /** Of a place in the list. */
    private static final int PLACE_BYTES = 4;

    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /** At the start of a day. */
    public TrainingData(List<DealHistory> lives, int stages, int today) {
        this(lives, stages, today, today);
    }

    public TrainingData(List<DealHistory> lives, int stages, int today, int settledBefore) {
        this(lives, stages, today, settledBefore, Set.of(), Firsts.of(lives, stages), lives.size());
    }

    /**
     * @param entry the first day on which a deal was seen in the funnel
     * @param decision the first day on which a decision was recorded
     */
    private record Firsts(int entry, int decision) {

        public static Firsts of(List<DealHistory> lives, int stages) {
            return Forked.many(
                    lives,
                    some -> among(some, stages),
                    (one, other) ->
                            new Firsts(Math.min(one.entry, other.entry), Math.min(one.decision, other.decision)));
        }

        private static Firsts among(List<DealHistory> lives, int stages) {
            int entry = Integer.MAX_VALUE, decision = Integer.MAX_VALUE;
            for (var deal : lives) {
                if (deal.enteredDay() >= 0) {
                    entry = Math.min(entry, deal.enteredDay());
                }
                for (var visit : deal.visits()) {
                    if (!visit.open() && visit.to() >= stages) {
                        decision = Math.min(decision, visit.left());
                    }
                }
            }
            return new Firsts(entry, decision);
        }
    }

    /** As known at a moment, up to which everything that was decided and paid counts. */
    public static TrainingData of(Image image, Pipeline pipeline, Instant asOf) {
        var lives = image.lives(pipeline, asOf);
        var stages = pipeline.funnelStages().size();
        return new TrainingData(
                lives,
                stages,
                today(pipeline, asOf),
                day(pipeline, asOf) + 1,
                Set.copyOf(pipeline.holidays()),
                Firsts.of(lives, stages),
                image.ownLives(pipeline, asOf));
    }

    /** About how much memory it takes, besides what it shares with others. */
    public long bytes() {
        return bytes(lives.size(), own);
    }

    /** The same of a moment that has not been looked at. */
    public static long bytes(Image image, Pipeline pipeline, Instant asOf) {
        return bytes(image.of(pipeline).packed().length, image.ownLives(pipeline, asOf));
    }

    private static long bytes(int lives, int own) {
        return (long) PLACE_BYTES * lives + (long) LIFE_BYTES * own;
    }

    /** Rates stand on whole days: from noon on, the day counts as known. */
    public static int today(Pipeline pipeline, Instant asOf) {
        return day(pipeline, asOf.plus(HALF_A_DAY));
    }

    /** Whether it is what is known at a moment, if no deal has changed since. */
    public boolean isAsOf(Pipeline pipeline, Instant asOf) {
        return today == today(pipeline, asOf) && settledBefore == day(pipeline, asOf) + 1;
    }

    private static int day(Pipeline pipeline, Instant at) {
        return (int) LocalDate.ofInstant(at, pipeline.timeZone()).toEpochDay();
    }

    /** What was known of the same deals at the start of an earlier day: the basis of every backtest. */
    public TrainingData asOf(int day) {
        return day == today ? this : new TrainingData(lives, stages, day, day, holidays, firsts, own);
    }

    TrainingData where(Predicate<DealHistory> wanted) {
        return new TrainingData(lives.stream().filter(wanted).toList(), stages, today, settledBefore);
    }

    /** Whether a deal was in the funnel at the start of today, and nothing has been decided since. */
    public boolean open(DealHistory deal) {
        return deal.visitAt(today) != null && (settledBefore == today || deal.visitAt(settledBefore) != null);
    }

    public boolean won(DealHistory deal) {
        return deal.wonBefore(settledBefore);
    }

    public int wins() {
        return (int) lives.stream().filter(deal -> deal.wonBefore(today)).count();
    }

    /** The first day on which a deal was seen in the funnel; today if there was none. */
    public int firstEntry() {
        return Math.min(today, firsts.entry);
    }

    /** The first day on which a decision was recorded: before it, departures were not seen (left truncation). */
    public int firstDecision() {
        return Math.min(today, firsts.decision);
    }
}
