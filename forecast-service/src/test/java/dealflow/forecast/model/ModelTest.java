package dealflow.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.RandomPipelines;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.past.PastForecasts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {

    private static final List<Window> WINDOWS = List.of(new Window(0, 30), new Window(30, 60), new Window(0, 60));

    /** Half of the past days are worked out when the model is fitted, the others later. */
    @Test
    void aModelThatIsWeighedAnewIsTheOneFittedAnew() {
        var history = RandomPipelines.history(41, 1500);
        var all = PastForecasts.of(history);
        PastForecasts some = days -> all.of(days.subList(0, days.size() / 2));
        var early = Model.fit(history, some);
        assertThat(early.backtest().known()).isLessThan(early.backtest().due());
        early.calibration(Measure.RECEIPTS, WINDOWS);

        var weighed = early.reweighed(all);
        var anew = Model.fit(history, all);
        assertThat(weighed.backtest().known()).isEqualTo(weighed.backtest().due());
        assertThat(weighed.weights()).isEqualTo(anew.weights()).isNotEqualTo(early.weights());
        for (var measure : Measure.values()) {
            assertThat(weighed.calibration(measure, WINDOWS)).isEqualTo(anew.calibration(measure, WINDOWS));
        }
        assertThat(weighed.behaviour()).as("what does not change is kept").isSameAs(early.behaviour());
    }
}
