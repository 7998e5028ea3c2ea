package dealflow.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Past days stay worked out whatever becomes known of own values, and models that deals are chosen from do not. */
class OwnValueMarksTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
    private static final int FIRST = (int) BEGIN.getEpochSecond() / 86_400;

    private final Dictionaries dictionaries = new Dictionaries();

    /** One state each: the day, the owner, and a value or nothing. */
    private record State(int day, String owner, String value) {}

    private HistoryMarks marks(List<List<State>> deals) {
        var table = new DealTable();
        table.define(RandomTracks.pipeline("UTC", "a"), dictionaries);
        for (var i = 0; i < deals.size(); i++) {
            var states = deals.get(i).stream()
                    .flatMapToLong(state -> LongStream.of(words(state)))
                    .toArray();
            table.put(new PackedHistory(new UUID(1, i), 1, states, new long[0]), dictionaries);
        }
        return table.copy().marks();
    }

    private long[] words(State state) {
        var own = state.value == null ? Map.<String, List<String>>of() : Map.of("incoterm", List.of(state.value));
        return new long[] {
            HistoryLoader.micros(BEGIN.plusSeconds(86_400L * state.day)),
            PackedHistory.pack(dictionaries.stages.number("a") | Status.OPEN.ordinal() << 16, PackedHistory.NO_DAY),
            Double.doubleToLongBits(100),
            PackedHistory.pack(
                    dictionaries.labels.number(new Scope.Labels(state.owner, "t", null, null, null, own)),
                    dictionaries.customers.number(null)),
            PackedHistory.pack(dictionaries.termsOf(null), dictionaries.milestonesOf(null))
        };
    }

    @Test
    void aValueThatIsReadNowMakesNoPastDayAnother() {
        var unread = marks(List.of(List.of(new State(0, "ann", null), new State(20, "bob", null))));
        var read = marks(List.of(List.of(
                new State(0, "ann", null),
                new State(5, "ann", "FOB"),
                new State(10, "ann", "CIF"),
                new State(20, "bob", "CIF"))));
        var erased = marks(List.of(List.of(
                new State(0, "ann", null),
                new State(5, "ann", "FOB"),
                new State(10, "ann", "DAP"),
                new State(20, "bob", "DAP"))));
        var taken = marks(List.of(List.of(
                new State(0, "ann", null),
                new State(5, "ann", "FOB"),
                new State(10, "ann", null),
                new State(20, "bob", null))));
        for (var day = 0; day < 30; day++) {
            var before = FIRST + day;
            for (var other : List.of(read, erased, taken)) {
                assertThat(other.before(before)).as("day %d", day).isEqualTo(unread.before(before));
                assertThat(other.withOwnValuesBefore(before) == unread.withOwnValuesBefore(before))
                        .as("day %d", day)
                        .isEqualTo(day <= 5);
            }
            assertThat(erased.withOwnValuesBefore(before) == read.withOwnValuesBefore(before))
                    .as("day %d", day)
                    .isEqualTo(day <= 10);
            assertThat(taken.withOwnValuesBefore(before) == read.withOwnValuesBefore(before))
                    .as("day %d", day)
                    .isEqualTo(day <= 10);
        }
    }

    @Test
    void whatIsTakenAwayLeavesNothing() {
        var random = new Random(3);
        var table = new DealTable();
        table.define(RandomTracks.pipeline("UTC", "a"), dictionaries);
        var marks = new HashMap<Integer, Long>();
        for (var day = 0; day < 60; day++) {
            marks.put(day, table.copy().marks().withOwnValuesBefore(FIRST + day));
        }
        for (var i = 0; i < 50; i++) {
            var from = random.nextInt(20);
            var states = LongStream.concat(
                            LongStream.of(words(new State(from, "ann", "v" + random.nextInt(3)))),
                            LongStream.of(words(new State(from + 9, "ann", null))))
                    .toArray();
            table.put(new PackedHistory(new UUID(1, i), 1, states, new long[0]), dictionaries);
        }
        for (var i = 0; i < 50; i++) {
            table.remove(new UUID(1, i), dictionaries);
        }
        for (var day = 0; day < 60; day++) {
            assertThat(table.copy().marks().withOwnValuesBefore(FIRST + day)).isEqualTo(marks.get(day));
        }
    }
}
