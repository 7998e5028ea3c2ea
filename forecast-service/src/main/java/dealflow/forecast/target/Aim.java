package dealflow.forecast.target;

/**
 * What some deals are to bring in a period.
 *
 * @param isSum whether it is the sum of the targets below, as nobody has set one for all of it
 * @param sumBelow the sum of the targets of the teams and people below; null where these have none
 * @param peopleWithout how many people below, of those with open deals, are in no target that {@code sumBelow} is made of; null like it
 */
public record Aim(double value, boolean isSum, Double sumBelow, Integer peopleWithout) {

    /** Where it comes from, as answers write it. */
    public String of() {
        return isSum ? "sum" : "own";
    }

    /** Of both periods: null where either has none. */
    public static Aim sum(Aim one, Aim other) {
        if (one == null || other == null) {
            return null;
        }
        return new Aim(one.value + other.value, one.isSum || other.isSum, null, null);
    }
}
