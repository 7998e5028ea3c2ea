package dealflow.forecast.attainment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RiskBandTest {

    @RepeatedTest(300)
    void aTargetIsToldOncePerCrossing(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var below = random.nextInt(10) / 10.0;
        var above = below + random.nextInt((int) Math.round((1 - below) * 10) + 1) / 10.0;
        var chances = random.ints(40, 0, 11).mapToDouble(i -> i / 10.0).toArray();
        var band = new RiskBand(below, above);
        var told = new ArrayList<Boolean>();
        var atRisk = false;
        for (var chance : chances) {
            var is = band.isAtRisk(atRisk, chance);
            if (is != atRisk) {
                told.add(is);
            }
            atRisk = is;
        }
        assertThat(told).isEqualTo(naive(chances, below, above));
    }

    /** Of the chances outside of the band, those that are on another side than the one before; the first is before none and on course. */
    static List<Boolean> naive(double[] chances, double below, double above) {
        var sides = Arrays.stream(chances)
                .filter(chance -> chance < below || chance > above)
                .mapToObj(chance -> chance < below)
                .toList();
        var told = new ArrayList<Boolean>();
        for (var i = 0; i < sides.size(); i++) {
            if (!sides.get(i).equals(i > 0 && sides.get(i - 1))) {
                told.add(sides.get(i));
            }
        }
        return told;
    }

    @Test
    void theChanceThatEndsTheRiskIsNotBelowTheOneThatBeginsIt() {
        assertThatThrownBy(() -> new RiskBand(0.5, 0.4)).hasMessageContaining("target-at-risk-below (0.5)");
        assertThatThrownBy(() -> new RiskBand(-0.1, 0.4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RiskBand(0.1, 1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RiskBand(Double.NaN, 0.4)).isInstanceOf(IllegalArgumentException.class);
    }
}
