package dealflow.forecast;

/**
 * When deals of each stage and age are won: the semi-Markov convolution of {@link Hazards}. A deal may pass several
 * stages on one day, forward and back; that day's passages solve a small linear system.
 */
final class WinCurves {

    /** {@code [days][stage][age]}: the chance to be won within so many days. */
    private final double[][][] within;

    /** Computes {@code days} days; time and memory grow with days, stages and ages only. */
    WinCurves(Hazards hazards, int days) {
        var stages = hazards.stages();
        var ages = hazards.lastAge() + 1;
        within = new double[days + 1][stages][ages];
        double[][] yesterday = null;
        for (var day = 0; day < days; day++) {
            var won = new double[stages][ages];
            var fresh = fresh(hazards, yesterday);
            for (var stage = 0; stage < stages; stage++) {
                for (var age = 0; age < ages; age++) {
                    var chance = later(hazards, yesterday, stage, age);
                    for (var to = 0; to < stages; to++) {
                        chance += hazards.of(stage, to, age) * fresh[to];
                    }
                    won[stage][age] = chance;
                    within[day + 1][stage][age] = within[day][stage][age] + chance;
                }
            }
            yesterday = won;
        }
    }

    int days() {
        return within.length - 1;
    }

    /** The chance, of the population that has been {@code age} days in the stage, to be won within so many days. */
    double within(int stage, int age, double days) {
        if (days <= 0) {
            return 0;
        }
        var full = (int) Math.min(days, days());
        var whole = at(full, stage, age);
        return full == days() ? whole : whole + (days - full) * (at(full + 1, stage, age) - whole);
    }

    double between(int stage, int age, int from, int to) {
        return within(stage, age, to) - within(stage, age, from);
    }

    private double at(int days, int stage, int age) {
        var ages = within[days][stage];
        return ages[Math.min(age, ages.length - 1)];
    }

    /**
     * Won on a day without entering another stage on the first day.
     *
     * @param yesterday the chances {@code [stage][age]} to be won with one day less to go; null on the first day
     */
    private static double later(Hazards hazards, double[][] yesterday, int stage, int age) {
        if (yesterday == null) {
            return hazards.of(stage, hazards.won(), age);
        }
        return hazards.stays(stage, age) * yesterday[stage][Math.min(age + 1, hazards.lastAge())];
    }

    /** The chances of deals that enter each stage today: x = b + H x, by Gauss-Seidel, as H is substochastic. */
    private static double[] fresh(Hazards hazards, double[][] yesterday) {
        var stages = hazards.stages();
        var x = new double[stages];
        for (var round = 0; round < 1000; round++) {
            var change = 0.0;
            for (var stage = stages - 1; stage >= 0; stage--) {
                var value = later(hazards, yesterday, stage, 0);
                for (var to = 0; to < stages; to++) {
                    value += hazards.of(stage, to, 0) * x[to];
                }
                change = Math.max(change, Math.abs(value - x[stage]));
                x[stage] = value;
            }
            if (change < 1e-14) {
                break;
            }
        }
        return x;
    }
}
