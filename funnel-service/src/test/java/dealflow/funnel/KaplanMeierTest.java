package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {

    /**
     * Weeks of remission under 6-mercaptopurine, negative where the remission still lasted: E. J. Freireich and others,
     * Blood 21 (1963), a worked example of many textbooks (median 23 weeks).
     */
    private static final List<Integer> REMISSIONS =
            List.of(6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35);

    @Test
    void theQuantilesAreThoseOfThePublishedExample() {
        var curve = new KaplanMeier(stays(REMISSIONS));
        assertThat(curve.quantile(0.5)).isEqualTo(Duration.ofDays(23));
        assertThat(curve.quantile(0.25)).isEqualTo(Duration.ofDays(13));
        assertThat(curve.quantile(0.9)).isNull();
    }

    @Test
    void withoutCensoringTheyAreThoseOfTheSample() {
        var curve = new KaplanMeier(stays(List.of(4, 1, 3, 2)));
        assertThat(curve.quantile(0.5)).isEqualTo(Duration.ofDays(2));
        assertThat(curve.quantile(0.75)).isEqualTo(Duration.ofDays(3));
        assertThat(curve.quantile(1)).isEqualTo(Duration.ofDays(4));
    }

    private static List<KaplanMeier.Stay> stays(List<Integer> days) {
        var stays = new ArrayList<KaplanMeier.Stay>();
        days.forEach(day -> stays.add(new KaplanMeier.Stay(Duration.ofDays(Math.abs(day)), day > 0)));
        return stays;
    }
}
