package dealflow.forecast.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPeriodTest {

    @ParameterizedTest
    @EnumSource(Interval.class)
    void aNameIsOfThePeriodThatWroteIt(Interval interval) {
        for (var day = LocalDate.of(2015, 1, 1); day.isBefore(LocalDate.of(2033, 1, 1)); day = day.plusDays(3)) {
            var start = interval.startOf(day);
            assertThat(NamedPeriod.of(interval.name(start)))
                    .isEqualTo(new NamedPeriod(interval.name(start), interval, start, interval.plus(start, 1)));
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
                "2026-1"
            })
    void whatNamesNoneIsNone(String name) {
        assertThat(NamedPeriod.of(name)).isNull();
    }

    @Test
    void theSecondHalfBeginsInTheMiddle() {
        assertThat(NamedPeriod.of("2026-02").middle()).isEqualTo("2026-02-15");
        assertThat(NamedPeriod.of("2026-03").middle()).isEqualTo("2026-03-17");
        assertThat(NamedPeriod.of("2026-W10").middle()).isEqualTo("2026-03-06");
    }
}
