package dealflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.authorization.WhoseNumbers;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose forecast one may ask for. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class WhoseTest {

    private final WhoseNumbers forecast = new WhoseNumbers("/forecasts/nowhere");

    @Test
    void oneAsksForWhatOneSees() {
        assertThat(forecast.differences()).isEmpty();
    }

    /** They are about the whole pipeline, however one asks; and changes name deals. */
    @Test
    void theTrackRecordIsForThoseWhoSeeTheWhole() {
        var one = "/" + new UUID(0, 1);
        for (var whole : List.of("/accuracy", "/backtests" + one, "/snapshots", "/snapshots" + one)) {
            assertThat(forecast.ask("sales-rep", whole)).as(whole).isEqualTo(403);
            assertThat(forecast.ask("sales-rep", whole + "?owner=ann"))
                    .as(whole)
                    .isIn(400, 403);
            assertThat(forecast.ask("sales-manager", whole)).as(whole).isEqualTo(403);
            assertThat(forecast.ask("viewer", whole)).as(whole).isEqualTo(404);
            assertThat(forecast.ask("sales-ops", whole)).as(whole).isEqualTo(404);
        }
        var changes = "/changes?from=%s&to=%s".formatted(new UUID(0, 1), new UUID(0, 2));
        for (var role : List.of("sales-rep", "sales-manager", "viewer")) {
            assertThat(forecast.ask(role, changes)).as(role).isEqualTo(403);
            assertThat(forecast.ask(role, changes.replace("changes?", "changes/deals?")))
                    .as(role)
                    .isEqualTo(403);
        }
        assertThat(forecast.ask("sales-ops", changes)).isEqualTo(404);
    }
}
