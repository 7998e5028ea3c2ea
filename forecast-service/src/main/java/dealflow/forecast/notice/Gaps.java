package dealflow.forecast.notice;

/** How a warning says how many deals something is missing of. */
public final class Gaps {

    private Gaps() {}

    /** "one order without amount", "3 orders without amount". */
    public static String without(int count, String what) {
        return "%s without amount".formatted(counted(count, what));
    }

    /** "one order", "3 orders". */
    public static String counted(int count, String what) {
        return count == 1 ? "one " + what : count + " " + what + "s";
    }
}
