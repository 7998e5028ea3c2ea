package dealflow.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.survival.Stratum;
import dealflow.forecast.survival.WinTimeModel;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Chances worked out once for all cells that are alike, against each asked by itself. */
class DailyChancesTest {

    private static final int DAYS = 200;

    @Test
    void theyAreThoseOfEachCell() {
        for (var seed = 0; seed < 3; seed++) {
            var model = Known.of(RandomPipelines.unequal(RandomPipelines.history(70 + seed, 1500)))
                    .model();
            var cells = new ArrayList<Stratum>();
            model.estimates().whole().open().forEach((cell, deals) -> cells.add(cell));
            assertThat(cells).hasSizeGreaterThan(50).anyMatch(cell -> cell.segment() > 0);
            theyAreThoseOfEachCell(model.bookings(), cells);
            // Also where estimators are not mixed.
            WinTimeModel one = model.estimates().candidates().get(0);
            theyAreThoseOfEachCell(model.bookings(mixed -> (cell, days) -> one.wonWithin(cell, days / 2)), cells);
        }
    }

    private static void theyAreThoseOfEachCell(ExpectedWins expectedWins, Iterable<Stratum> cells) {
        var chances = expectedWins.daily(DAYS);
        for (var cell : cells) {
            var won = chances.wonBy(cell);
            assertThat(won).hasSize(DAYS + 1);
            for (var day = 0; day <= DAYS; day++) {
                assertThat(won[day]).isCloseTo(expectedWins.chance(cell, new Window(0, day)), within(1e-12));
            }
        }
    }
}
