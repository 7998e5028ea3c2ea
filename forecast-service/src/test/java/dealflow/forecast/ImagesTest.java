package dealflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.EventType;
import dealflow.contract.Status;
import dealflow.local.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The image that was kept up change by change is the one that a replica started now would load. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ImagesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Images images;

    @Inject
    DataSource database;

    @Test
    void keptUpIsLikeLoaded() throws Exception {
        TestEvents.define("moving");
        var random = new Random(5);
        var sequences = new TreeMap<Integer, Integer>();
        var statuses = new Status[] {Status.OPEN, Status.WON, Status.LOST};
        for (var i = 0; i < 400; i++) {
            var deal = random.nextInt(60);
            if (sequences.getOrDefault(deal, 0) < 0) {
                continue;
            }
            var sequence = sequences.merge(deal, 1, Integer::sum);
            var gone = sequence > 1 && random.nextInt(12) == 0;
            var status = gone ? null : statuses[sequence == 1 ? 0 : random.nextInt(3)];
            var type = gone ? EventType.DELETED : sequence == 1 ? EventType.OPENED : EventType.STAGE_CHANGED;
            TestEvents.send("moving", id(deal), sequence, type, BEGIN.plusSeconds(9000L * i), status, "o" + i % 3);
            if (gone) {
                sequences.put(deal, -sequence);
            }
        }
        await(sequences);
        var kept = images.latest().deals().get("moving");
        assertThat(kept.version()).as("seen in several steps").isGreaterThan(60);
        for (var days : List.of(5, 20, 60)) {
            var asOf = BEGIN.plusSeconds(86_400L * days);
            var pipeline = images.latest().pipelines().get("moving");
            assertThat(images.latest().lives(pipeline, asOf))
                    .containsExactlyInAnyOrderElementsOf(loaded(asOf))
                    .isNotEmpty();
        }
    }

    private static UUID id(int deal) {
        return new UUID(7, deal);
    }

    /** Until the image has the last event of each deal, and nothing of those that are gone. */
    private void await(Map<Integer, Integer> sequences) throws InterruptedException {
        for (var i = 0; i < 600; i++) {
            var seen = new TreeMap<Integer, Integer>();
            images.latest()
                    .deals()
                    .getOrDefault("moving", Image.Deals.NONE)
                    .forEach(track -> seen.put((int) track.deal().getLeastSignificantBits(), (int) track.sequence()));
            var wanted = new TreeMap<>(sequences);
            wanted.values().removeIf(sequence -> sequence < 0);
            if (seen.equals(wanted)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the image did not catch up in a minute");
    }

    private List<Life> loaded(Instant asOf) throws SQLException {
        var codes = new Codes();
        var reader = new LifeReader(images.latest().pipelines().get("moving"), codes);
        var lives = new ArrayList<Life>();
        try (var connection = database.getConnection()) {
            new TrackLoader(codes, (pipeline, track) -> {
                        var life = reader.life(track, TrackLoader.micros(asOf));
                        if (pipeline.equals("moving") && life != null) {
                            lives.add(life);
                        }
                    })
                    .all(connection);
        }
        return lives;
    }
}
