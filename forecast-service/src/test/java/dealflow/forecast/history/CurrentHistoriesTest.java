package dealflow.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.pipeline.Pipeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What moments share, against each deal read anew for each moment. */
class CurrentHistoriesTest {

    private static final Instant END = RandomTracks.BEGIN.plusSeconds(2 * RandomTracks.DAYS * 86_400L);
    private static final List<Pipeline> PIPELINES = List.of(
            RandomTracks.pipeline("UTC", "a", "b", "c"),
            RandomTracks.pipeline("Asia/Shanghai", "a", "b", "c"),
            RandomTracks.pipeline("UTC", "b", "a"));

    private final Random random = new Random(11);
    private final RandomTracks tracks = new RandomTracks(random);
    private final DealTable deals = new DealTable();
    private Pipeline pipeline = PIPELINES.get(0);

    /** Deals change, also before what was known, are deleted, and stages and time zones are defined anew. */
    @Test
    void sharedLivesAreThoseReadAnew() {
        deals.define(pipeline, tracks.dictionaries);
        var images = new ArrayList<Image>();
        for (var step = 0; step < 300; step++) {
            if (step % 60 == 59) {
                pipeline = PIPELINES.get(random.nextInt(PIPELINES.size()));
                deals.define(pipeline, tracks.dictionaries);
            }
            for (var changes = random.nextInt(10); changes > 0; changes--) {
                var deal = new UUID(1, random.nextInt(150));
                if (random.nextInt(9) == 0) {
                    deals.remove(deal, tracks.dictionaries);
                } else {
                    deals.put(tracks.track(deal, step), tracks.dictionaries);
                }
            }
            images.add(image());
            // Also those that somebody still asks, and of moments in any order.
            var asked = images.get(images.size() - 1 - random.nextInt(Math.min(5, images.size())));
            livesAreThoseReadAnew(asked, tracks.moment());
            livesAreThoseReadAnew(asked, END);
        }
    }

    private Image image() {
        return new Image(
                Map.of(pipeline.key(), deals.copy()), Map.of(pipeline.key(), pipeline), tracks.dictionaries, END);
    }

    private static void livesAreThoseReadAnew(Image image, Instant asOf) {
        for (var pipeline : PIPELINES) {
            assertThat(image.lives(pipeline, asOf)).isEqualTo(readAnew(image, pipeline, asOf));
        }
    }

    private static List<DealHistory> readAnew(Image image, Pipeline pipeline, Instant asOf) {
        var deals = image.of(pipeline);
        var reader = new DealHistoryReader(
                pipeline, image.dictionaries(), deals.marks().days());
        var lives = new ArrayList<DealHistory>();
        deals.forEach(track -> lives.add(reader.read(track, HistoryLoader.micros(asOf))));
        return lives.stream().filter(Objects::nonNull).toList();
    }

    @Test
    void aMomentHasOnlyThoseOfItsOwnThatChangedAfterIt() {
        deals.define(pipeline, tracks.dictionaries);
        for (var i = 0; i < 500; i++) {
            deals.put(tracks.track(new UUID(1, i), 1), tracks.dictionaries);
        }
        var image = image();
        var shared = new IdentityHashMap<DealHistory, Boolean>();
        image.lives(pipeline, END).forEach(life -> shared.put(life, true));
        for (var day = 20; day <= RandomTracks.DAYS; day += 20) {
            var asOf = RandomTracks.BEGIN.plusSeconds(day * 86_400L);
            var lives = image.lives(pipeline, asOf);
            var own = lives.stream().filter(life -> !shared.containsKey(life)).count();
            // Some that changed had not been in the funnel by then.
            assertThat(own).isBetween(1L, (long) image.ownLives(pipeline, asOf));
            assertThat(own).isLessThan(lives.size());
        }
        assertThat(image.ownLives(pipeline, END)).isZero();
    }

    @Test
    void nothingIsKeptOfADeletedDeal() {
        deals.define(pipeline, tracks.dictionaries);
        var deal = new UUID(1, 1);
        var track = tracks.track(deal, 1);
        deals.put(track, tracks.dictionaries);
        var image = image();
        image.lives(pipeline, END);
        var kept = image.of(pipeline).current();
        assertThat(kept.keeps(0)).isTrue();
        deals.remove(deal, tracks.dictionaries);
        assertThat(kept.keeps(0)).isFalse();
    }
}
