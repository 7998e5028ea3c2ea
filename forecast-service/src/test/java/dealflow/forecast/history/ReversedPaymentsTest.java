package dealflow.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Payments that were recorded by mistake, against the same histories with these struck out by hand. */
class ReversedPaymentsTest {

    private static final Instant END = RandomTracks.BEGIN.plus(Duration.ofDays(2 * RandomTracks.DAYS));
    private static final Pipeline PIPELINE = RandomTracks.pipeline("Asia/Shanghai", "a", "b", "c");

    private final RandomTracks random = new RandomTracks(new Random(7));
    private final List<PackedHistory> tracks = tracks();

    private List<PackedHistory> tracks() {
        var made = new ArrayList<PackedHistory>();
        for (var i = 0; i < 200; i++) {
            made.add(random.track(new UUID(1, i), 1));
        }
        return made;
    }

    @Test
    void aMomentSeesThemUntilItIsKnownAndThenTheyHadNeverBeen() {
        var image = image(tracks);
        var differ = 0;
        for (var day = 10; day <= 2 * RandomTracks.DAYS; day += 10) {
            var asOf = RandomTracks.BEGIN.plus(Duration.ofDays(day));
            var known = HistoryLoader.micros(asOf);
            var struck = image(changed(reversedAt -> reversedAt <= known, true));
            assertThat(image.lives(PIPELINE, asOf)).isEqualTo(struck.lives(PIPELINE, asOf));
            var misled = image(changed(reversedAt -> true, false));
            differ += image.lives(PIPELINE, asOf).equals(misled.lives(PIPELINE, asOf)) ? 0 : 1;
        }
        assertThat(differ).as("mistakes matter").isGreaterThan(20);
        assertThat(image.lives(PIPELINE, END))
                .as("what was no mistake stays")
                .anyMatch(life -> !life.paymentRecord().received().isEmpty())
                .isEqualTo(image(changed(reversedAt -> true, true)).lives(PIPELINE, END));
    }

    /** By these a past forecast is known to be made from what is still the history. */
    @Test
    void theMarksOfADayChangeWhereItsHistoryDoes() {
        var image = image(tracks);
        var misled = image(changed(reversedAt -> true, false));
        var first = tracks.stream()
                .flatMap(packed -> java.util.stream.IntStream.range(0, packed.paymentCount())
                        .filter(packed::isReversed)
                        .mapToObj(packed::paymentReversedAt))
                .mapToInt(marks(image).days()::of)
                .min()
                .orElseThrow();
        for (var day = first - 20; day < first + 200; day++) {
            var start = marks(image).days().start(day);
            var unknown = image(changed(reversedAt -> reversedAt >= start, false));
            assertThat(marks(image).before(day))
                    .as("day %d", day)
                    .isEqualTo(marks(unknown).before(day));
            assertThat(marks(image).before(day) == marks(misled).before(day))
                    .as("day %d", day)
                    .isEqualTo(day <= first);
        }
    }

    private static HistoryMarks marks(Image image) {
        return image.of(PIPELINE).marks();
    }

    /** With those reversals gone that are meant, and their payments too if these are struck out. */
    private List<PackedHistory> changed(LongPredicate meant, boolean struck) {
        return tracks.stream().map(packed -> changed(packed, meant, struck)).toList();
    }

    private static PackedHistory changed(PackedHistory packed, LongPredicate meant, boolean struck) {
        var payments = new ArrayList<Long>();
        for (var i = 0; i < packed.paymentCount(); i++) {
            var isMeant = packed.isReversed(i) && meant.test(packed.paymentReversedAt(i));
            if (!isMeant || !struck) {
                payments.add(packed.paymentAt(i));
                payments.add((long) packed.paymentDay(i));
                payments.add(Double.doubleToLongBits(packed.paymentAmount(i)));
                payments.add(isMeant ? PackedHistory.NEVER : packed.paymentReversedAt(i));
            }
        }
        return new PackedHistory(
                packed.deal(),
                packed.sequence(),
                packed.states(),
                payments.stream().mapToLong(Long::longValue).toArray());
    }

    private Image image(List<PackedHistory> tracks) {
        var deals = new DealTable();
        deals.define(PIPELINE, random.dictionaries);
        tracks.forEach(packed -> deals.put(packed, random.dictionaries));
        return new Image(
                Map.of(PIPELINE.key(), deals.copy()), Map.of(PIPELINE.key(), PIPELINE), random.dictionaries, END);
    }
}
