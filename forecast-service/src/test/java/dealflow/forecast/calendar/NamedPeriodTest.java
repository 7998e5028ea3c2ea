package dealflow.forecast.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPeriodTest {

    /** The calendar's, and those of every fiscal year that can be said. */
    static Stream<Interval> intervals() {
        var all = new ArrayList<Interval>(List.of(CalendarInterval.values()));
        for (var month = 1; month <= 12; month++) {
            for (var pattern : FiscalCalendar.Pattern.values()) {
                for (var name : FiscalCalendar.YearName.values()) {
                    var year = new FiscalCalendar(month, pattern, name);
                    all.addAll(List.of(year.years(), year.quarters(), year.periods()));
                }
            }
        }
        return all.stream();
    }

    private static FiscalCalendar calendar(Interval interval) {
        return interval instanceof FiscalInterval own ? own.calendar() : FiscalCalendar.PLAIN;
    }

    private static NamedPeriod plain(String name) {
        return NamedPeriod.of(name, FiscalCalendar.PLAIN);
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void aNameIsOfThePeriodThatWroteIt(Interval interval) {
        for (var day = LocalDate.of(2015, 1, 1); day.isBefore(LocalDate.of(2033, 1, 1)); day = day.plusDays(3)) {
            var start = interval.startOf(day);
            var end = interval.plus(start, 1);
            assertThat(day).isBetween(start, end.minusDays(1));
            assertThat(interval.startOf(end.minusDays(1))).isEqualTo(start);
            assertThat(interval.startOf(end)).isEqualTo(end);
            assertThat(interval.plus(end, -1)).isEqualTo(start);
            assertThat(NamedPeriod.of(interval.name(start), calendar(interval)))
                    .isEqualTo(new NamedPeriod(interval.name(start), interval, start, end));
        }
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void aPeriodIsTheShorterOnesThatItIsMadeOf(Interval interval) {
        var parts = interval.parts();
        for (var i = 0; parts != null && i < 60; i++) {
            var start = interval.plus(interval.startOf(LocalDate.of(2020, 2, 29)), i);
            assertThat(parts.interval().startOf(start)).isEqualTo(start);
            assertThat(parts.interval().plus(start, parts.count())).isEqualTo(interval.plus(start, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-13",
                "2026-Q5",
                "2026-W00",
                "2025-W53",
                "2026-W54",
                "1899",
                "2200-01",
                "26-01",
                "2026-1",
                "FY26",
                "FY2026-Q5",
                "FY2026-P13",
                "FY2026-P00",
                "FY2026-03",
                "FY2200",
                "fy2026"
            })
    void whatNamesNoneIsNone(String name) {
        assertThat(plain(name)).isNull();
    }

    @Test
    void theSecondHalfBeginsInTheMiddle() {
        assertThat(plain("2026-02").middle()).isEqualTo("2026-02-15");
        assertThat(plain("2026-03").middle()).isEqualTo("2026-03-17");
        assertThat(plain("2026-W10").middle()).isEqualTo("2026-03-06");
    }

    /** The government of the United States' year 2027 begins in October 2026, a Japanese company's in April 2027. */
    @Test
    void aYearHasTheNameThatIsUsual() {
        var october = new FiscalCalendar(10, FiscalCalendar.Pattern.MONTHS, FiscalCalendar.YearName.ENDS);
        var april = new FiscalCalendar(4, FiscalCalendar.Pattern.MONTHS, FiscalCalendar.YearName.BEGINS);
        assertThat(NamedPeriod.of("FY2027", october).from()).isEqualTo("2026-10-01");
        assertThat(NamedPeriod.of("FY2027-Q2", october).from()).isEqualTo("2027-01-01");
        assertThat(NamedPeriod.of("FY2027-Q2", october).to()).isEqualTo("2027-04-01");
        assertThat(NamedPeriod.of("FY2027", april).from()).isEqualTo("2027-04-01");
        assertThat(NamedPeriod.of("FY2027-P12", april).from()).isEqualTo("2028-03-01");
        assertThat(plain("FY2027-P03").from()).isEqualTo("2027-03-01");
    }

    /** 1 February 2027 is a Monday; a year of 53 weeks has the last one in its last period. */
    @Test
    void aYearOfWeeksIsOfFourFourAndFive() {
        var weeks = new FiscalCalendar(2, FiscalCalendar.Pattern.WEEKS_4_4_5, FiscalCalendar.YearName.BEGINS);
        assertThat(NamedPeriod.of("FY2027", weeks).from()).isEqualTo("2027-02-01");
        assertThat(NamedPeriod.of("FY2027-P02", weeks).from()).isEqualTo("2027-03-01");
        assertThat(NamedPeriod.of("FY2027-P03", weeks).from()).isEqualTo("2027-03-29");
        assertThat(NamedPeriod.of("FY2027-Q2", weeks).from()).isEqualTo("2027-05-03");
        var long53 = 0;
        for (var year = 2000; year < 2100; year++) {
            var all = NamedPeriod.of("FY" + year, weeks);
            var days = all.to().toEpochDay() - all.from().toEpochDay();
            var last = NamedPeriod.of("FY" + year + "-P12", weeks);
            assertThat(days).isIn(52 * 7L, 53 * 7L);
            assertThat(Math.abs(
                            all.from().toEpochDay() - LocalDate.of(year, 2, 1).toEpochDay()))
                    .isLessThanOrEqualTo(3);
            assertThat(last.to().toEpochDay() - last.from().toEpochDay()).isEqualTo(days == 53 * 7 ? 42 : 35);
            long53 += days == 53 * 7 ? 1 : 0;
        }
        // As often as leap days and the odd day of each year make it: 100 years are 5217.75 weeks.
        assertThat(long53).isBetween(17, 18);
    }
}
