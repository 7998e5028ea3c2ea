package dealflow.funnel.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.unit.Total;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Where a number is missing, its reason says which one it is. */
class ReasonsTest {

    private static final int MINIMUM = 10;
    private static final int DAY = 1440;

    @Test
    void aShareOfNoAmountHasNone() {
        var rate = Rate.ofAmount(BigDecimal.ZERO, BigDecimal.ZERO, MINIMUM, MINIMUM);
        assertThat(rate.reason().code()).isEqualTo(NoticeCode.NO_AMOUNTS);
    }

    /** Of those still open nobody knows how long they take. */
    @Test
    void aQuantileThatWasNotReachedIsNamed() {
        assertThat(took(DAY, 10, 0).reason()).isNull();
        assertThat(took(DAY, 45, 5).reason()).isNull();
        assertThat(took(DAY, 40, 10).reason().code()).isEqualTo(NoticeCode.P90_NOT_REACHED);
        assertThat(took(DAY, 30, 20).reason().code()).isEqualTo(NoticeCode.P75_NOT_REACHED);
        assertThat(took(DAY, 20, 30).reason().code()).isEqualTo(NoticeCode.MEDIAN_NOT_REACHED);
        assertThat(took(DAY, 9, 0).reason()).isEqualTo(Notice.tooFew(9, MINIMUM));
    }

    @Test
    void velocitySaysWhichOfItsFactorsIsMissing() {
        var known = Rate.of(5, 20, 0, MINIMUM);
        var won = Total.of(5, 500);
        var cycle = took(DAY, 20, 0);

        assertThat(Velocity.of(3, known, won, cycle).reason()).isNull();
        var few = Velocity.of(3, Rate.of(1, 9, 0, MINIMUM), won, cycle).reason();
        assertThat(few.code()).isEqualTo(NoticeCode.WIN_RATE_UNKNOWN);
        assertThat(few.message())
                .isEqualTo("the win rate is not known: too few: a sample of 9, and at least 10 are needed");
        assertThat(few.values()).isEqualTo(NoticeValues.ofSample(9, MINIMUM));
        assertThat(Velocity.of(3, known, Total.NOTHING, cycle).reason().code()).isEqualTo(NoticeCode.NOTHING_WON);
        assertThat(Velocity.of(3, known, won, took(DAY, 5, 0)).reason().code()).isEqualTo(NoticeCode.CYCLE_UNKNOWN);
        assertThat(Velocity.of(3, known, won, took(0, 20, 0)).reason().code()).isEqualTo(NoticeCode.CYCLE_TOO_SHORT);
    }

    /** @param minutes after which some ended and others still went on */
    private static DurationQuantiles took(int minutes, int ended, int still) {
        var lengths = new int[minutes + 1];
        var open = new int[minutes + 1];
        lengths[minutes] = ended;
        open[minutes] = still;
        return DurationQuantiles.of(new KaplanMeier(lengths, open), MINIMUM);
    }
}
