package dealflow.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A merge as deals tell it, over random histories: against the same ones in which the survivor had always been the customer. */
class MergedCustomersTest {

    private static final Instant MERGED = RandomTracks.BEGIN.plus(Duration.ofDays(4 * RandomTracks.DAYS));
    private static final Instant END = MERGED.plus(Duration.ofDays(1));
    private static final Pipeline PIPELINE = RandomTracks.pipeline("Asia/Shanghai", "a", "b", "c");
    private static final String OTHER = "c1";
    private static final String SURVIVOR = "c0";

    private final RandomTracks random = new RandomTracks(new Random(11));
    private final List<PackedHistory> tracks = IntStream.range(0, 200)
            .mapToObj(i -> random.track(new UUID(2, i), 1))
            .toList();

    @Test
    void fromThenOnTheSurvivorPaidAndPays() {
        var image = image(tracks.stream().map(this::told).toList());
        var always = image(tracks.stream().map(this::always).toList());
        assertThat(image.lives(PIPELINE, END)).isEqualTo(always.lives(PIPELINE, END));
        assertThat(customers(image, END)).contains(SURVIVOR).doesNotContain(OTHER);
    }

    @Test
    void aMomentBeforeKnowsNothingOfIt() {
        var image = image(tracks.stream().map(this::told).toList());
        for (var day = 30; day < 4 * RandomTracks.DAYS; day += 30) {
            var asOf = RandomTracks.BEGIN.plus(Duration.ofDays(day));
            assertThat(image.lives(PIPELINE, asOf)).isEqualTo(image(tracks).lives(PIPELINE, asOf));
        }
        assertThat(customers(image, MERGED.minusSeconds(1))).contains(SURVIVOR, OTHER);
    }

    @Test
    void whateverIsReadAgainInWhateverOrderTheStateIsTheSame() {
        var once = image(tracks.stream().map(this::told).toList());
        var again = new ArrayList<>(tracks);
        again.addAll(tracks.stream().map(this::told).toList());
        for (var round = 0; round < 5; round++) {
            var later = new ArrayList<>(tracks.stream().map(this::told).toList());
            Collections.shuffle(later, new Random(round));
            again.addAll(later.subList(0, 50));
            again.addAll(later);
        }
        assertThat(image(again).lives(PIPELINE, END)).containsExactlyInAnyOrderElementsOf(once.lives(PIPELINE, END));
    }

    private static List<String> customers(Image image, Instant asOf) {
        return image.lives(PIPELINE, asOf).stream()
                .map(deal -> deal.paymentRecord().customer())
                .distinct()
                .toList();
    }

    /** With one more state, which says that its customer is the survivor. */
    private PackedHistory told(PackedHistory track) {
        var last = track.stateCount() - 1;
        if (track.customer(last) != number(OTHER)) {
            return track;
        }
        var states = Arrays.copyOf(track.states(), track.states().length + PackedHistory.STATE);
        var from = last * PackedHistory.STATE;
        System.arraycopy(track.states(), from, states, from + PackedHistory.STATE, PackedHistory.STATE);
        states[from + PackedHistory.STATE] = HistoryLoader.micros(MERGED);
        states[from + PackedHistory.STATE + 3] = PackedHistory.pack(track.labels(last), number(SURVIVOR));
        return new PackedHistory(track.deal(), track.sequence() + 1, states, track.payments());
    }

    private PackedHistory always(PackedHistory track) {
        var states = track.states().clone();
        for (var state = 0; state < track.stateCount(); state++) {
            if (track.customer(state) == number(OTHER)) {
                states[state * PackedHistory.STATE + 3] = PackedHistory.pack(track.labels(state), number(SURVIVOR));
            }
        }
        return new PackedHistory(track.deal(), track.sequence(), states, track.payments());
    }

    private int number(String customer) {
        return random.dictionaries.customers.number(customer);
    }

    private Image image(List<PackedHistory> some) {
        var deals = new DealTable();
        deals.define(PIPELINE, random.dictionaries);
        some.forEach(track -> deals.put(track, random.dictionaries));
        return new Image(
                Map.of(PIPELINE.key(), deals.copy()), Map.of(PIPELINE.key(), PIPELINE), random.dictionaries, END);
    }
}
