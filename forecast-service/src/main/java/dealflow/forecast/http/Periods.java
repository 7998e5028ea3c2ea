package dealflow.forecast.http;

import dealflow.edge.query.InvalidParameterException;
import java.time.Month;
import java.time.Year;
import java.time.temporal.IsoFields;
import java.util.regex.Pattern;

/** Names of periods, as answers write them: 2026, 2026-Q1, 2026-03 or 2026-W09. */
public final class Periods {

    private static final Pattern NAME = Pattern.compile("(19|20|21)\\d\\d(-(0[1-9]|1[0-2]|Q[1-4]|W[0-5]\\d))?");

    private Periods() {}

    /** Refuses what names no period from 1900 to 2199. */
    public static String checked(String field, String name) {
        if (name == null || !NAME.matcher(name).matches() || !isWeekOfItsYear(name)) {
            throw new InvalidParameterException(
                    field, "must be a period from 1900 to 2199, such as 2026-03, 2026-Q1, 2026 or 2026-W09");
        }
        return name;
    }

    private static boolean isWeekOfItsYear(String name) {
        var at = name.indexOf('W');
        if (at < 0) {
            return true;
        }
        var week = Integer.parseInt(name.substring(at + 1));
        // 28 December is in the last week of its ISO year.
        var last = Year.parse(name.substring(0, at - 1))
                .atMonth(Month.DECEMBER)
                .atDay(28)
                .get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return week >= 1 && week <= last;
    }
}
