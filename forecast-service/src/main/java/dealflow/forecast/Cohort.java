package dealflow.forecast;

import java.time.LocalDate;
import java.util.List;

/**
 * What begins in a window, and what it brings by a date: the question of the manual.
 *
 * @param entered how many deals have entered the funnel in the window, and for how much
 * @param toEnter how many are still expected to
 * @param openDeals how many of those that entered are still open
 * @param closed what came of them before the date
 * @param ahead what is still to come before the date
 */
public record Cohort(DayTotals.Total entered, double toEnter, int openDeals, DayTotals.Total closed, Outlook ahead) {

    private static final long SEED = 20260202;

    /**
     * @param from the first day of entry, and {@code to} the first day after
     * @param until the first day that does not count
     */
    public record Entries(LocalDate from, LocalDate to, LocalDate until) {}

    private record Asked(Scope scope, Measure measure, Entries entries) {}

    public static Cohort of(Knowledge known, Scope scope, Measure measure, Entries asked) {
        return known.memo().of(new Asked(scope, measure, asked), () -> {
            var from = (int) asked.from.toEpochDay();
            var to = (int) asked.to.toEpochDay();
            var today = known.model().history().today();
            var begun = known.of(
                    measure,
                    life -> scope.includes(life.labels())
                            && life.enteredDay() >= from
                            && life.enteredDay() < Math.min(to, today));
            var cohort = new Beginning(begun, known.measured(measure, scope), from - today, to - today);
            var window = Window.of(0, known.ahead(asked.until));
            var width = known.model().calibration(measure, List.of(window)).of(window);
            return new Cohort(
                    entered(known, scope, from, Math.min(to, today)),
                    cohort.begins(from - today, to - today),
                    begun.openDeals(),
                    begun.closed(0, (int) asked.until.toEpochDay()),
                    Outlook.of(cohort, window, width, SEED));
        });
    }

    public Spread open() {
        return ahead.open();
    }

    public Spread fresh() {
        return ahead.fresh();
    }

    /** What came and what is to come. */
    public Spread total() {
        return ahead.total().plus(closed.amount());
    }

    private static DayTotals.Total entered(Knowledge known, Scope scope, int from, int to) {
        var entered = new DayTotals();
        var amounts = known.model().estimates().amounts();
        for (var life : known.model().history().lives()) {
            if (life.enteredDay() >= from && life.enteredDay() < to && scope.includes(life.labels())) {
                entered.add(life.enteredDay(), amounts.of(life));
            }
        }
        return entered.between(from, to);
    }

    /** Deals that have begun in a window, and those of all that will. */
    private record Beginning(Measured begun, Measured all, int begin, int end) implements Measured {

        @Override
        public DayTotals.Total closed(int from, int to) {
            return begun.closed(from, to);
        }

        @Override
        public Moments open(Window window) {
            return begun.open(window);
        }

        @Override
        public List<Draws.Lump> lumps(Window window) {
            return begun.lumps(window);
        }

        @Override
        public Moments fresh(Window window, int first, int last) {
            return all.fresh(window, Math.max(0, begin), Math.max(0, end));
        }

        @Override
        public Forecast.Naive naive(Interval interval, LocalDate from, LocalDate to) {
            return null;
        }

        @Override
        public int openDeals() {
            return begun.openDeals();
        }

        @Override
        public double openAmount() {
            return begun.openAmount();
        }

        @Override
        public double begins(int first, int last) {
            return all.begins(Math.max(0, first), Math.max(0, last));
        }

        @Override
        public List<String> warnings() {
            return all.warnings();
        }
    }
}
