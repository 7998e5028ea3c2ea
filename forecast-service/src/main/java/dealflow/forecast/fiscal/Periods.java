package dealflow.forecast.fiscal;

import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.calendar.NamedPeriod;
import jakarta.enterprise.context.ApplicationScoped;

/** Names of periods in requests. */
@ApplicationScoped
public class Periods {

    private final FiscalYears fiscalYears;

    Periods(FiscalYears fiscalYears) {
        this.fiscalYears = fiscalYears;
    }

    /** Refuses what names no period from 1900 to 2199. */
    public NamedPeriod checked(String field, String name) {
        var period = NamedPeriod.of(name, fiscalYears.current());
        if (period == null) {
            throw new InvalidParameterException(
                    field,
                    "must be a period from 1900 to 2199, such as 2026-03, 2026-Q1, 2026 or 2026-W09, or in the company's own year FY2026, FY2026-Q1 or FY2026-P03");
        }
        return period;
    }
}
