package dealflow.deal.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.deal.refusal.InvalidFieldException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDatesTest {

    private static CsvDates dates(String pattern, String language, String zone) {
        return new CsvDates(List.of(pattern), language, ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dd.MM.yyyy       | 28.02.2026                | UTC           | 2026-02-28T00:00:00Z",
                "dd.MM.yyyy       | 29.02.2024                | UTC           | 2024-02-29T00:00:00Z",
                "dd.MM.yyyy HH:mm | 01.02.2026 09:30          | Asia/Shanghai | 2026-02-01T01:30:00Z",
                "M/d/yyyy h:mm a  | 2/1/2026 9:30 PM          | UTC           | 2026-02-01T21:30:00Z",
                "M/d/y            | 1/5/25                    | UTC           | 2025-01-05T00:00:00Z",
                "M/d/y            | 1/5/2025                  | UTC           | 2025-01-05T00:00:00Z",
                "M/d/yy           | 1/5/69                    | UTC           | 2069-01-05T00:00:00Z",
                "M/d/yy           | 1/5/70                    | UTC           | 1970-01-05T00:00:00Z",
                "yyMMdd           | 250105                    | UTC           | 2025-01-05T00:00:00Z",
                "yyyyMMdd         | 20250105                  | UTC           | 2025-01-05T00:00:00Z",
                "d MMM yyyy       | 5 MAY 2025                | UTC           | 2025-05-05T00:00:00Z",
                "dd.MM.yyyy HH:mm XXX | 01.02.2026 09:30 +02:00 | UTC         | 2026-02-01T07:30:00Z",
                "M/d/y            | 2026-02-01                | Europe/Oslo   | 2026-01-31T23:00:00Z",
                "M/d/y            | 2026-02-01 09:30          | Europe/Oslo   | 2026-02-01T08:30:00Z",
                "M/d/y            | 2026-02-01T09:30:00+02:00 | Europe/Oslo   | 2026-02-01T07:30:00Z",
                "M/d/y            | 2026-02-01T09:30:00.000+0200 | Europe/Oslo | 2026-02-01T07:30:00Z",
                "M/d/y            | 2026-02-01T09:30:00Z         | Europe/Oslo | 2026-02-01T09:30:00Z",
                // Twice on that day's clock: the first. And a day that begins at one o'clock.
                "dd.MM.yyyy HH:mm | 25.10.2026 02:30          | Europe/Oslo   | 2026-10-25T00:30:00Z",
                "dd.MM.yyyy       | 04.11.2018                | America/Sao_Paulo | 2018-11-04T03:00:00Z"
            })
    void aCellIsTheTimeThatItTells(String pattern, String text, String zone, Instant time) {
        assertThat(dates(pattern, "en", zone).time("c", text).toInstant()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy,31.02.2026",
        "dd.MM.yyyy,31.04.2026",
        "dd.MM.yyyy,29.02.2026",
        "dd.MM.yyyy,01.01.25",
        "dd.MM.yyyy,01.01.1899",
        "dd.MM.yyyy,01.01.2201",
        "M/d/y,1/5/125",
        "dd.MM.yyyy HH:mm,01.02.2026 24:00",
        "dd.MM.yyyy HH:mm,01.02.2026",
        "EEE d MMM yyyy,Mon 1 Feb 2026",
        "dd.MM.yyyy,2026-02-29",
        "dd.MM.yyyy,2026-02-01T24:00",
        "dd.MM.yyyy,2026-02-01T24:00:00Z",
        "dd.MM.yyyy,0001-01-01",
        "dd.MM.yyyy,+57440-04-14",
        "dd.MM.yyyy,soon"
    })
    void whatIsNotOnTheCalendarOrTheClockIsAnError(String pattern, String text) {
        assertThatThrownBy(() -> dates(pattern, "en", "UTC").time("Closed", text))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("Closed"))
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"29.03.2026 02:30", "2026-03-29 02:30", "2026-03-29T02:59:59"})
    void aTimeThatTheClocksWerePutPastIsAnError(String text) {
        assertThatThrownBy(() -> dates("dd.MM.yyyy HH:mm", "en", "Europe/Oslo").time("Closed", text))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("Europe/Oslo");
    }

    @Test
    void monthsAreReadInTheLanguageThatTheMappingNamesAndNotInTheServers() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.CHINA);
            assertThat(dates("d MMMM yyyy", "en", "UTC").time("c", "5 March 2025"))
                    .isEqualTo("2025-03-05T00:00Z");
            assertThat(dates("d. MMMM yyyy", "de", "UTC").time("c", "5. März 2025"))
                    .isEqualTo("2025-03-05T00:00Z");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MM/yyyy", "HH:mm", "YYYY-MM-dd", "dd.MM.yyyy hh:mm", "bogus", "yyyy'", ""})
    void aPatternMustTellAWholeDate(String pattern) {
        assertThatThrownBy(() -> dates(pattern, "en", "UTC"))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("mapping.dateFormats"));
    }

    @Test
    void aLanguageMustBeATag() {
        assertThatThrownBy(() -> dates("yyyy-MM-dd", "not a language", "UTC"))
                .isInstanceOf(InvalidFieldException.class);
    }
}
