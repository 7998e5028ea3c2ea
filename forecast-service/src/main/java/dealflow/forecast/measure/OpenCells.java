package dealflow.forecast.measure;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.survival.Stratum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The open deals of a population and their chances. Windows meet: one ends where the next begins, and sums of several begin where the
 * first does; so the chances to be won before a day are kept of the last days that were asked for.
 */
final class OpenCells {

    private static final int KEPT = 3;

    private final ExpectedWins bookings;
    private final Stratum[] cells;
    private final Population.Sum[] deals;
    private final int[] cellsOfLargest;
    private final double[] largest;
    private volatile List<WonBefore> known = List.of();

    /** @param chances of each cell */
    private record WonBefore(int day, double[] chances) {}

    OpenCells(ExpectedWins bookings, Population population) {
        this.bookings = bookings;
        var numbers = new HashMap<Stratum, Integer>();
        var all = new ArrayList<Population.Sum>();
        population.forEach((cell, sum) -> {
            numbers.put(cell, all.size());
            all.add(sum);
        });
        this.deals = all.toArray(Population.Sum[]::new);
        this.cells = new Stratum[deals.length];
        numbers.forEach((cell, number) -> cells[number] = cell);
        var lumps = List.copyOf(population.largest());
        this.largest = lumps.stream().mapToDouble(Population.Large::amount).toArray();
        this.cellsOfLargest =
                lumps.stream().mapToInt(large -> numbers.get(large.stratum())).toArray();
    }

    /** Their number is binomial within each cell. */
    Moments moments(Window window) {
        var early = wonBefore(window.from());
        var late = wonBefore(window.to());
        var sum = new Moments.Sum();
        for (var i = 0; i < deals.length; i++) {
            var p = late[i] - early[i];
            sum.add(p * deals[i].count(), p * deals[i].amount(), (p - p * p) * deals[i].square());
        }
        return sum.moments();
    }

    /** The same of how many they are, whatever they are worth. */
    Moments counts(Window window) {
        var early = wonBefore(window.from());
        var late = wonBefore(window.to());
        var sum = new Moments.Sum();
        for (var i = 0; i < deals.length; i++) {
            var p = late[i] - early[i];
            sum.add(p * deals[i].count(), p * deals[i].count(), (p - p * p) * deals[i].count());
        }
        return sum.moments();
    }

    /** The largest deals, each with the chance of its cell. */
    List<MonteCarlo.Lump> lumps(Window window) {
        var early = wonBefore(window.from());
        var late = wonBefore(window.to());
        var lumps = new ArrayList<MonteCarlo.Lump>(largest.length);
        for (var i = 0; i < largest.length; i++) {
            lumps.add(new MonteCarlo.Lump(largest[i], late[cellsOfLargest[i]] - early[cellsOfLargest[i]]));
        }
        return lumps;
    }

    /** Several threads may ask; what one of them forgets, another works out again. */
    private double[] wonBefore(int day) {
        for (var one : known) {
            if (one.day == day) {
                return one.chances;
            }
        }
        Deadline.check();
        var window = new Window(0, day);
        var chances = new double[cells.length];
        for (var i = 0; i < chances.length; i++) {
            chances[i] = bookings.chance(cells[i], window);
        }
        var kept = new ArrayList<WonBefore>();
        kept.add(new WonBefore(day, chances));
        known.stream().limit(KEPT - 1).forEach(kept::add);
        known = kept;
        return chances;
    }
}
