package dealflow.forecast;

/**
 * When deals of each stage and age are won: the semi-Markov convolution of {@link Hazards}. A deal may pass several
 * stages on one day, forward and back; that day's passages solve a small linear system.
 */
final class WinCurves {

    /** {@code [day][stage][age]}: the chance to be won on that day, from 0 for the first day not known. */
    private final double[][][] won;

    /** The same up to the end of that day. */
    private final double[][][] sum;

    /** Computes {@code days} days; time and memory grow with days, stages and ages only. */
    WinCurves(Hazards hazards, int days) {
        var stages = hazards.stages();
        var ages = hazards.lastAge() + 1;
        won = new double[days][stages][ages];
        sum = new double[days][stages][ages];
        for (var day = 0; day < days; day++) {
            var fresh = fresh(hazards, day);
            for (var stage = 0; stage < stages; stage++) {
                for (var age = 0; age < ages; age++) {
                    var chance = later(hazards, day, stage, age);
                    for (var to = 0; to < stages; to++) {
                        chance += hazards.of(stage, to, age) * fresh[to];
                    }
                    won[day][stage][age] = chance;
                    sum[day][stage][age] = chance + (day == 0 ? 0 : sum[day - 1][stage][age]);
                }
            }
        }
    }

    int days() {
        return won.length;
    }

    /** The chance, of the population that has been {@code age} days in the stage, to be won within so many days. */
    double within(int stage, int age, double days) {
        if (days <= 0) {
            return 0;
        }
        var full = (int) Math.min(days, sum.length);
        var before = full == 0 ? 0 : at(sum, full - 1, stage, age);
        return full == sum.length ? before : before + (days - full) * at(won, full, stage, age);
    }

    double between(int stage, int age, int from, int to) {
        return within(stage, age, to) - within(stage, age, from);
    }

    private static double at(double[][][] curve, int day, int stage, int age) {
        var ages = curve[day][stage];
        return ages[Math.min(age, ages.length - 1)];
    }

    /** Won on the day without entering another stage on the first day. */
    private double later(Hazards hazards, int day, int stage, int age) {
        if (day == 0) {
            return hazards.of(stage, hazards.won(), age);
        }
        var next = Math.min(age + 1, hazards.lastAge());
        return hazards.stays(stage, age) * won[day - 1][stage][next];
    }

    /** The chances of deals that enter each stage today: x = b + H x, by Gauss-Seidel, as H is substochastic. */
    private double[] fresh(Hazards hazards, int day) {
        var stages = hazards.stages();
        var x = new double[stages];
        for (var round = 0; round < 1000; round++) {
            var change = 0.0;
            for (var stage = stages - 1; stage >= 0; stage--) {
                var value = later(hazards, day, stage, 0);
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
