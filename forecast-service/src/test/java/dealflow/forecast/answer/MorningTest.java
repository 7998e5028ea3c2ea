package dealflow.forecast.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.Measure;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What has been decided and paid this morning counts, although rates stand on whole days. */
class MorningTest {

    private static final int TODAY = RandomPipelines.TODAY - 1;
    private static final LocalDate BEGIN = LocalDate.ofEpochDay(TODAY).minusYears(3);
    private static final LocalDate TOMORROW = LocalDate.ofEpochDay(RandomPipelines.TODAY);

    @Test
    void everyDealIsClosedOrOpenOrNeither() {
        var wonToday = 0;
        var lostToday = 0;
        for (var seed = 0; seed < 8; seed++) {
            var known = RandomPipelines.history(200 + seed, 1500);
            var lives = known.lives();
            var morning = Known.of(new TrainingData(lives, known.stages(), TODAY, RandomPipelines.TODAY));
            var booked = morning.measured(Measure.BOOKINGS, Scope.ALL);
            assertThat(booked.closed((int) BEGIN.toEpochDay(), (int) TOMORROW.toEpochDay())
                            .count())
                    .isEqualTo((int) lives.stream().filter(DealHistory::won).count());
            assertThat(booked.openDeals()).isEqualTo((int) lives.stream()
                    .filter(life -> life.enteredDay() < TODAY && life.open())
                    .count());
            var paid = morning.measured(Measure.RECEIPTS, Scope.ALL);
            assertThat(paid.closed((int) BEGIN.toEpochDay(), (int) TOMORROW.toEpochDay())
                            .amount())
                    .isCloseTo(
                            lives.stream()
                                    .flatMap(life -> life.paymentRecord().received().stream())
                                    .filter(payment -> payment.day() < RandomPipelines.TODAY)
                                    .mapToDouble(PaymentRecord.Received::amount)
                                    .sum(),
                            within(1e-3));
            wonToday +=
                    (int) lives.stream().filter(life -> life.wonDay() == TODAY).count();
            lostToday += (int) lives.stream()
                    .filter(life -> !life.won() && !life.open() && life.last().left() == TODAY)
                    .count();
        }
        assertThat(wonToday).isPositive();
        assertThat(lostToday).isPositive();
    }

    @Test
    void anOrderOfThisMorningMovesFromOpenToClosed() {
        var lives = RandomPipelines.history(300, 1500).lives();
        var wonToday = (int) lives.stream()
                .filter(life -> life.wonDay() == TODAY && life.enteredDay() < TODAY)
                .count();
        var lostToday = (int) lives.stream()
                .filter(life -> !life.won() && !life.open() && life.last().left() == TODAY && life.enteredDay() < TODAY)
                .count();
        assertThat(wonToday).isPositive();
        var night = Known.of(new TrainingData(lives, 2, TODAY)).measured(Measure.BOOKINGS, Scope.ALL);
        var morning = Known.of(new TrainingData(lives, 2, TODAY, TODAY + 1)).measured(Measure.BOOKINGS, Scope.ALL);
        assertThat(morning.openDeals()).isEqualTo(night.openDeals() - wonToday - lostToday);
        assertThat(morning.closed(TODAY, TODAY + 1).count()).isEqualTo(wonToday);
        assertThat(night.closed(TODAY, TODAY + 1).count()).isZero();
    }
}
