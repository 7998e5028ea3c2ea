package dealflow.forecast.survival;

import dealflow.forecast.history.Visit;

/**
 * Deals at risk by stage and age, each day weighing less the longer ago it is. Takes constant time per visit: the weight
 * of a day is a factor of the visit's first day times a factor of the age, so that a visit is two marks on a line.
 */
final class Exposure {

    /** Days back for which weights are kept: more than most histories have. */
    private static final int KEPT = 4000;

    private final double[][] marks;
    private final double[] weights;
    private final double[] late;
    private final int until;
    private final double halfLife;

    private Exposure(int stages, int until, double halfLife, double[] weights) {
        this.marks = new double[stages][Hazards.LAST_AGE + 1];
        this.late = new double[stages];
        this.until = until;
        this.halfLife = halfLife;
        this.weights = weights;
    }

    Exposure(int stages, int until, double halfLife) {
        this(stages, until, halfLife, weights(halfLife));
    }

    /** One for each of so many groups of deals. */
    static Exposure[] ofGroups(int groups, int stages, int until, double halfLife) {
        var weights = weights(halfLife);
        var exposures = new Exposure[groups];
        for (var i = 0; i < groups; i++) {
            exposures[i] = new Exposure(stages, until, halfLife, weights);
        }
        return exposures;
    }

    private static double[] weights(double halfLife) {
        var weights = new double[KEPT];
        for (var back = 0; back < KEPT; back++) {
            weights[back] = Math.pow(0.5, back / halfLife);
        }
        return weights;
    }

    /** What a day weighs. */
    double weight(int day) {
        var back = until - day;
        return back >= 0 && back < KEPT ? weights[back] : Math.pow(0.5, back / halfLife);
    }

    /** Counts the visit's days from {@code from} on, until it ends or is no longer seen. */
    void add(Visit visit, int from) {
        var first = Math.max(visit.entered(), from) - visit.entered();
        var last = Math.min(visit.left(), until - 1) - visit.entered();
        if (last < first) {
            return;
        }
        var scale = weight(visit.entered());
        if (first < Hazards.LAST_AGE) {
            marks[visit.stage()][first] += scale;
            marks[visit.stage()][Math.min(last + 1, Hazards.LAST_AGE)] -= scale;
        }
        var stays = last - Math.max(first, Hazards.LAST_AGE) + 1;
        if (stays > 0) {
            var growth = Math.pow(2, 1 / halfLife);
            var begins = scale * growth(Math.max(first, Hazards.LAST_AGE));
            late[visit.stage()] +=
                    growth - 1 < 1e-12 ? begins * stays : begins * (Math.pow(growth, stays) - 1) / (growth - 1);
        }
    }

    /** Adds what another has counted of other visits. */
    void add(Exposure other) {
        for (var stage = 0; stage < marks.length; stage++) {
            late[stage] += other.late[stage];
            for (var age = 0; age < marks[stage].length; age++) {
                marks[stage][age] += other.marks[stage][age];
            }
        }
    }

    /** {@code [stage][age]}; the last age holds all later ones. */
    double[][] atRisk() {
        var result = new double[marks.length][Hazards.LAST_AGE + 1];
        for (var stage = 0; stage < marks.length; stage++) {
            var scale = 0.0;
            for (var age = 0; age < Hazards.LAST_AGE; age++) {
                scale += marks[stage][age];
                result[stage][age] = Math.max(0, scale * growth(age));
            }
            result[stage][Hazards.LAST_AGE] = late[stage];
        }
        return result;
    }

    private double growth(int age) {
        return Math.pow(2, age / halfLife);
    }
}
