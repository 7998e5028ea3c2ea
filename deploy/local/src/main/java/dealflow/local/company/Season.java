package dealflow.local.company;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** How many leads come in on a day: few around the Spring Festival, many after the fairs of spring and autumn. */
final class Season {

    private static final double LEADS_A_DAY = 6;
    private static final double GROWTH_A_YEAR = 0.18;
    private static final double[] MONTHS = {0.85, 0.55, 1.00, 1.25, 1.30, 1.00, 0.85, 0.85, 1.10, 1.30, 1.20, 0.85};

    private final LocalDate begin;

    Season(LocalDate begin) {
        this.begin = begin;
    }

    double expectedLeads(LocalDate day) {
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return 0;
        }
        var years = (day.toEpochDay() - begin.toEpochDay()) / 365.25;
        return LEADS_A_DAY * MONTHS[day.getMonthValue() - 1] * Math.pow(1 + GROWTH_A_YEAR, years);
    }
}
