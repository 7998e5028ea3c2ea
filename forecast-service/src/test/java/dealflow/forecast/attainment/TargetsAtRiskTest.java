package dealflow.forecast.attainment;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.forecast.ForecastEventType;
import dealflow.contract.forecast.TargetOutlook;
import dealflow.forecast.attainment.JudgedTarget.Key;
import dealflow.forecast.outbox.OwnOutbox;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** In a real database: each target's crossings are told once, whichever replica judges, and a target that is gone is forgotten. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class TargetsAtRiskTest {

    private static final Instant AT = Instant.parse("2026-03-02T23:00:00Z");
    private static final int DAYS = 30;

    @Test
    void eachCrossingIsToldOnceWhicheverReplicaJudges() {
        var database = new OwnOutbox("crossings").jdbi();
        var random = new Random(3);
        var keys = IntStream.range(0, 8)
                .mapToObj(i -> new Key("bookings", "2026-Q1", i % 2 == 0 ? "" : "north", i < 2 ? "" : "p" + i))
                .toList();
        // Null: too few deals to say.
        var chances = keys.stream()
                .map(key -> IntStream.range(0, DAYS)
                        .mapToObj(day -> random.nextInt(6) == 0 ? null : Double.valueOf(random.nextInt(11) / 10.0))
                        .toArray(Double[]::new))
                .toList();
        var told = new ArrayList<ForecastEvent>();
        for (var day = 0; day < DAYS; day++) {
            var today = day;
            var judged = IntStream.range(0, keys.size())
                    .mapToObj(i -> judged(keys.get(i), chances.get(i)[today]))
                    .toList();
            // Each day another replica, one that has just been started.
            told.addAll(crossings(database, "one", judged));
            assertThat(crossings(database, "one", judged)).as("the same again").isEmpty();
            crossings(database, "other", List.of());
        }

        for (var i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            var known = Arrays.stream(chances.get(i))
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            assertThat(told.stream()
                            .filter(event -> of(event).equals(key))
                            .map(event -> event.type() == ForecastEventType.TARGET_AT_RISK))
                    .as(key.toString())
                    .containsExactlyElementsOf(RiskBandTest.naive(known, 0.3, 0.45));
        }
        assertThat(told).hasSizeGreaterThan(20);
    }

    @Test
    void aTargetThatIsGoneIsForgottenAndTellsNothing() {
        var database = new OwnOutbox("forgotten").jdbi();
        var key = new Key("receipts", "2026-03", "", "");
        assertThat(crossings(database, "one", List.of(judged(key, 0.1)))).hasSize(1);
        assertThat(crossings(database, "one", List.of(judged(key, null)))).isEmpty();
        assertThat(crossings(database, "one", List.of(judged(key, 0.1))))
                .as("not known meanwhile")
                .isEmpty();
        assertThat(crossings(database, "one", List.of())).isEmpty();
        assertThat(crossings(database, "one", List.of(judged(key, 0.1))))
                .as("set anew")
                .hasSize(1);
    }

    private static List<ForecastEvent> crossings(Jdbi database, String pipeline, List<JudgedTarget> judged) {
        var replica = new TargetsAtRisk(new RiskBand(0.3, 0.45));
        return database.inTransaction(transaction -> replica.crossings(transaction, pipeline, "EUR", AT, judged));
    }

    private static Key of(ForecastEvent event) {
        var target = event.target();
        return new Key(
                target.measure(),
                target.period(),
                Objects.requireNonNullElse(target.team(), ""),
                Objects.requireNonNullElse(target.owner(), ""));
    }

    private static JudgedTarget judged(Key key, Double chance) {
        var outlook = chance == null
                ? null
                : new TargetOutlook(
                        key.measure(),
                        key.period(),
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 4, 1),
                        key.team().isEmpty() ? null : key.team(),
                        key.owner().isEmpty() ? null : key.owner(),
                        BigDecimal.TEN,
                        BigDecimal.ONE,
                        null,
                        chance,
                        AT);
        return new JudgedTarget(key, outlook);
    }
}
