package dealflow.forecast.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.RandomPipelines;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.model.Actuals;
import dealflow.forecast.snapshot.Snapshot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What became of the forecasts that were given, against sums that share no code with it. */
class SnapshotAccuracyTest {

    private static final LocalDate TODAY = LocalDate.ofEpochDay(RandomPipelines.TODAY);

    private final TrainingData history = RandomPipelines.history(6, 1500);
    private final List<Snapshot> daily = snapshots();

    /** One a day for 100 days, of three months each; every other one without what simpler methods said. */
    private static List<Snapshot> snapshots() {
        var random = new Random(4);
        var snapshots = new ArrayList<Snapshot>();
        for (var day = TODAY.minusDays(100); day.isBefore(TODAY); day = day.plusDays(1)) {
            var lines = new ArrayList<Snapshot.Line>();
            for (var measure : Measure.values()) {
                for (var i = 0; i < 3; i++) {
                    var from = day.withDayOfMonth(1).plusMonths(i);
                    var expected = 100_000 + random.nextInt(900_000);
                    var quantiles = new Quantiles(expected, expected / 2.0, expected, expected * 1.5);
                    lines.add(new Snapshot.Line(
                            measure,
                            Interval.MONTH,
                            "" + from,
                            from,
                            from.plusMonths(1),
                            0,
                            quantiles,
                            quantiles,
                            quantiles,
                            day.getDayOfYear() % 2 == 0 ? null : new BaselineForecasts(1.0 * expected, null, null),
                            null));
                }
            }
            var at = day.atStartOfDay().toInstant(ZoneOffset.UTC);
            snapshots.add(new Snapshot(UUID.randomUUID(), "p", at, at, day, "x", at, null, lines));
        }
        return snapshots;
    }

    @Test
    void errorsBiasAndCoverageAreThoseOfEveryWholePeriodThatIsOver() {
        for (var measure : Measure.values()) {
            var actuals = Actuals.of(measure, history.lives());
            var record = new SnapshotAccuracy(daily, Snapshot::daily, actuals, TODAY).record(measure, Interval.MONTH);
            double absolute = 0, signed = 0, sum = 0, held = 0, count = 0;
            for (var snapshot : daily) {
                for (var line : snapshot.lines()) {
                    if (line.measure() == measure
                            && !line.from().isBefore(snapshot.daily())
                            && !line.to().isAfter(TODAY)) {
                        var brought = brought(measure, line.from(), line.to());
                        absolute += Math.abs(line.total().expected() - brought);
                        signed += line.total().expected() - brought;
                        sum += brought;
                        held += line.total().p10() <= brought
                                        && brought <= line.total().p90()
                                ? 1
                                : 0;
                        count++;
                    }
                }
            }
            var overall = record.overall();
            assertThat(overall.forecasts()).isEqualTo((int) count).isPositive();
            assertThat(overall.total().wape()).isCloseTo(absolute / sum, within(1e-9));
            assertThat(overall.total().bias()).isCloseTo(signed / sum, within(1e-9));
            assertThat(overall.total().coverage()).isCloseTo(held / count, within(1e-9));
            // Some were made before simpler methods were kept, so that these could not answer all.
            assertThat(overall.baselines().lastPeriod()).isNull();
            assertThat(record.horizons().get(0).ahead()).isEqualTo(1);
            assertThat(record.horizons().stream()
                            .mapToInt(AccuracyReport.Horizon::forecasts)
                            .sum())
                    .isEqualTo((int) count);
        }
    }

    @Test
    void aPeriodThatIsNotOverCountsForNothing() {
        var actuals = Actuals.receipts(history.lives());
        var record = new SnapshotAccuracy(daily, Snapshot::daily, actuals, TODAY.minusDays(80))
                .record(Measure.RECEIPTS, Interval.MONTH);
        assertThat(record.overall()).isNull();
        assertThat(record.origins()).isZero();
    }

    private double brought(Measure measure, LocalDate from, LocalDate to) {
        var sum = 0.0;
        for (var life : history.lives()) {
            if (measure == Measure.BOOKINGS) {
                sum += life.wonDay() >= from.toEpochDay() && life.wonDay() < to.toEpochDay() ? life.amount() : 0;
            } else {
                for (var payment : life.paymentRecord().received()) {
                    sum += payment.day() >= from.toEpochDay() && payment.day() < to.toEpochDay() ? payment.amount() : 0;
                }
            }
        }
        return sum;
    }
}
