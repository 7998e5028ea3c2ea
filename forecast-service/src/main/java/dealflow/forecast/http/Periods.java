package dealflow.forecast.http;

import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.calendar.NamedPeriod;

/** Names of periods in requests. */
public final class Periods {

    private Periods() {}

    /** Refuses what names no period from 1900 to 2199. */
    public static NamedPeriod checked(String field, String name) {
        var period = NamedPeriod.of(name);
        if (period == null) {
            throw new InvalidParameterException(
                    field, "must be a period from 1900 to 2199, such as 2026-03, 2026-Q1, 2026 or 2026-W09");
        }
        return period;
    }
}
