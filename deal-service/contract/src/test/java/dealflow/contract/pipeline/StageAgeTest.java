package dealflow.contract.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StageAgeTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final LocalDate HOLIDAY = LocalDate.parse("2026-05-01");

    @Test
    void aBusinessDayIsNoWeekendAndNoHoliday() {
        var clock = new StageAge(pipeline());
        var thursday = Instant.parse("2026-04-30T08:00:00Z");
        assertThat(clock.outlastedAt(stage("P2D", true), thursday))
                .as("Friday is a holiday, then comes the weekend")
                .isEqualTo(Instant.parse("2026-05-05T08:00:00Z"));
        assertThat(clock.days(stage("P2D", true), thursday, Instant.parse("2026-05-05T07:59:59Z")))
                .isEqualTo(1);
        assertThat(clock.days(stage("P2D", true), thursday, Instant.parse("2026-05-05T08:00:00Z")))
                .isEqualTo(2);
    }

    @Test
    void aCalendarDayIsOneOfThePipelinesTimeZone() {
        var clock = new StageAge(pipeline());
        var beforeSummerTime = Instant.parse("2026-03-28T12:00:00Z");
        assertThat(clock.outlastedAt(stage("P1D", false), beforeSummerTime))
                .isEqualTo(Instant.parse("2026-03-29T11:00:00Z"));
        assertThat(clock.outlastedAt(stage(null, false), beforeSummerTime)).isNull();
    }

    @Test
    void daysAndThresholdAgreeWithCountingDayByDay() {
        var random = new Random(7);
        var clock = new StageAge(pipeline());
        for (var i = 0; i < 2000; i++) {
            var business = random.nextBoolean();
            var threshold = 1 + random.nextInt(60);
            var stage = stage("P" + threshold + "D", business);
            var entered = Instant.parse("2026-01-01T00:00:00Z").plus(random.nextInt(180 * 24 * 60), ChronoUnit.MINUTES);
            var outlasted = clock.outlastedAt(stage, entered);
            assertThat(naiveDays(entered, outlasted, business)).isEqualTo(threshold);
            assertThat(naiveDays(entered, outlasted.minusSeconds(1), business)).isEqualTo(threshold - 1);
            var now = entered.plus(random.nextInt(90 * 24 * 60), ChronoUnit.MINUTES);
            assertThat(clock.days(stage, entered, now)).isEqualTo(naiveDays(entered, now, business));
            assertThat(!outlasted.isAfter(now)).isEqualTo(clock.days(stage, entered, now) >= threshold);
        }
    }

    /** Walks day by day, at the hour of the entry. */
    private static long naiveDays(Instant entered, Instant now, boolean business) {
        var days = 0L;
        var at = entered.atZone(OSLO);
        for (var i = 1; !at.plusDays(i).toInstant().isAfter(now); i++) {
            var date = at.plusDays(i).toLocalDate();
            var off = date.getDayOfWeek() == DayOfWeek.SATURDAY
                    || date.getDayOfWeek() == DayOfWeek.SUNDAY
                    || date.equals(HOLIDAY);
            days += business && off ? 0 : 1;
        }
        return days;
    }

    private static Pipeline pipeline() {
        return new Pipeline(
                "p",
                1,
                Map.of(),
                "USD",
                OSLO,
                List.of(),
                new Pipeline.Won("won", Map.of()),
                List.of(),
                Pipeline.SkipPolicy.ALLOWED,
                List.of(HOLIDAY),
                List.of(),
                Map.of());
    }

    private static Stage stage(String threshold, boolean businessDays) {
        return new Stage(
                "s",
                Map.of(),
                Stage.Place.FUNNEL,
                null,
                threshold == null ? null : Period.parse(threshold),
                businessDays,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null);
    }
}
