package dealflow.forecast.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.TestEvents;
import dealflow.forecast.history.Images;
import dealflow.forecast.history.PackedHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.model.Backtest;
import dealflow.local.fixture.BackingServices;
import dealflow.local.process.Waiting;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The past forecasts that are kept are those that the events, as they are now, give when they are read anew. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ForecastLedgerTest {

    private static final String KEY = "ledger";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int WEEKS = 14;

    @Inject
    Images images;

    @Inject
    ForecastLedger ledger;

    @Inject
    PastForecastTable table;

    @Inject
    DataSource database;

    private final Random random = new Random(9);
    /** The last event of each. */
    private final Map<UUID, Long> deals = new TreeMap<>();

    private final Map<UUID, Instant> won = new TreeMap<>();
    private UUID paid;

    @Test
    void keptDaysFollowWhateverChangesThePast() throws Exception {
        TestEvents.define(KEY);
        for (var i = 0; i < 80; i++) {
            deal(random.nextInt(7 * WEEKS - 5));
        }
        var first = days();
        assertThat(first).isNotEmpty();
        keptAreThoseWorkedOutAnew();

        // Nothing has changed: nothing is made again.
        var made = made();
        keptAreThoseWorkedOutAnew();
        assertThat(made()).isEqualTo(made);

        for (var round = 0; round < 6; round++) {
            made = made();
            var day = 7 * (2 + random.nextInt(WEEKS - 6)) + random.nextInt(7);
            switch (round) {
                case 0, 2 -> deal(day);
                case 1, 3 -> day = erased();
                case 4 -> day = paidByMistake();
                default -> day = takenBack();
            }
            keptAreThoseWorkedOutAnew();
            var changed = (int) LocalDate.parse("2026-01-01").toEpochDay() + day;
            // Where one of the first wins is erased, the earliest days are not asked for any more.
            var asked = days();
            for (var entry : made().entrySet()) {
                var before = made.get(entry.getKey());
                if (before != null && entry.getKey() <= changed) {
                    assertThat(entry.getValue()).as("a day before the change").isEqualTo(before);
                } else if (before != null && asked.contains(entry.getKey())) {
                    assertThat(entry.getValue()).as("a day after the change").isAfter(before);
                }
            }
        }
        progressTellsWhatIsOfAnotherHistory();
    }

    private void progressTellsWhatIsOfAnotherHistory() throws Exception {
        var days = days();
        var sorted = days.stream().sorted().map(LocalDate::ofEpochDay).toList();
        var whole = new LedgerProgress(days.size(), days.size(), null, null);
        assertThat(ledger.progress(images.latest(), pipeline(), days)).isEqualTo(whole);
        // One that makes none, has none in memory, and finds the last three to be of another history.
        var idle = new ForecastLedger(table);
        idle.stop(new ShutdownEvent());
        assertThat(idle.progress(images.latest(), pipeline(), days)).isEqualTo(whole);
        var from = sorted.get(days.size() - 3);
        var to = sorted.get(days.size() - 1);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "UPDATE public.past_forecast SET basis = basis + 1 WHERE pipeline = ? AND day BETWEEN ? AND ?")) {
            statement.setString(1, KEY);
            statement.setObject(2, from);
            statement.setObject(3, to);
            assertThat(statement.executeUpdate()).isEqualTo(3);
        }
        var next = new ForecastLedger(table);
        next.stop(new ShutdownEvent());
        assertThat(next.progress(images.latest(), pipeline(), days))
                .isEqualTo(new LedgerProgress(days.size() - 3, days.size(), from, to));
    }

    /** A model may be fitted still when the service ends. */
    @Test
    void whatIsOrderedOfALedgerThatHasEndedIsNotDone() throws Exception {
        TestEvents.define(KEY);
        Waiting.until("the pipeline is known", () -> pipeline() != null);
        var ended = new ForecastLedger(table);
        ended.stop(new ShutdownEvent());
        assertThatCode(() -> ended.keep(images.latest(), pipeline(), List.of(1)))
                .doesNotThrowAnyException();
    }

    private void keptAreThoseWorkedOutAnew() throws Exception {
        await();
        var image = images.latest();
        var days = days();
        var anew = new TreeMap<Integer, ByteBuffer>();
        days.forEach(day -> anew.put(day, content(ForecastLedger.of(image, pipeline(), day))));
        // A question waits for half a second, and what is not made by then is made beside it.
        for (var tries = 0; tries < 600 && ledger.of(image, pipeline()).of(days).size() < days.size(); tries++) {
            Thread.sleep(50);
        }
        assertThat(contents(ledger.of(image, pipeline()).of(days))).isEqualTo(anew);
        // A day that was being made of an older history is written late, and made anew when it is asked for.
        for (var tries = 0; tries < 100 && !inTheDatabase(days).equals(anew); tries++) {
            Thread.sleep(50);
            assertThat(contents(ledger.of(image, pipeline()).of(days))).isEqualTo(anew);
        }
        assertThat(inTheDatabase(days)).isEqualTo(anew);
        Waiting.until("no day is made of an older history any more", ledger::atRest);
    }

    /** Two questions at once, or two replicas, may both make a day that was missing. */
    @Test
    void aDayThatIsThereAlreadyIsNotWrittenAgain() throws Exception {
        var pipeline = "ledger-twice";
        var forecast = PastForecast.read(20_000, 0, new byte[PastForecast.SIZE]);
        table.write(pipeline, new ForecastLedger.Kept(1, forecast));
        var first = made(pipeline);
        table.write(pipeline, new ForecastLedger.Kept(1, forecast));
        assertThat(made(pipeline)).as("made from the same history").isEqualTo(first);
        table.write(pipeline, new ForecastLedger.Kept(2, forecast));
        assertThat(made(pipeline)).as("made from another history").isNotEqualTo(first);
    }

    private Map<Integer, ByteBuffer> inTheDatabase(List<Integer> days) {
        return contents(table.read(KEY, days).stream()
                .map(ForecastLedger.Kept::forecast)
                .toList());
    }

    private static Map<Integer, ByteBuffer> contents(List<PastForecast> forecasts) {
        var contents = new TreeMap<Integer, ByteBuffer>();
        forecasts.forEach(forecast -> contents.put(forecast.day(), content(forecast)));
        return contents;
    }

    private static ByteBuffer content(PastForecast forecast) {
        return ByteBuffer.wrap(forecast.bytes());
    }

    private Pipeline pipeline() {
        return images.latest().pipelines().get(KEY);
    }

    private List<Integer> days() throws Exception {
        await();
        var end = BEGIN.plusSeconds(86_400L * 7 * WEEKS);
        return Backtest.mondays(TrainingData.of(images.latest(), pipeline(), end));
    }

    /** When each day was made. */
    private Map<Integer, Instant> made() throws SQLException {
        return made(KEY);
    }

    private Map<Integer, Instant> made(String pipeline) throws SQLException {
        var made = new TreeMap<Integer, Instant>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "SELECT day, made_at FROM public.past_forecast WHERE pipeline = ?")) {
            statement.setString(1, pipeline);
            var rows = statement.executeQuery();
            while (rows.next()) {
                made.put(
                        (int) rows.getObject(1, LocalDate.class).toEpochDay(),
                        rows.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
        return made;
    }

    /** One that begins so many days after the first, however late we hear of it, and mostly ends within four days. */
    private void deal(int day) {
        var id = new UUID(11, random.nextLong());
        var at = BEGIN.plusSeconds(86_400L * day + random.nextInt(80_000));
        TestEvents.send(KEY, id, 1, EventType.OPENED, at, Status.OPEN, "o" + random.nextInt(3));
        deals.put(id, 1L);
        if (random.nextInt(10) > 0) {
            var status = random.nextInt(4) > 0 ? Status.WON : Status.LOST;
            var decided = at.plusSeconds(86_400L * random.nextInt(4));
            TestEvents.send(KEY, id, 2, EventType.STAGE_CHANGED, decided, status, "o1");
            deals.put(id, 2L);
            if (status == Status.WON) {
                won.put(id, decided);
            }
        }
    }

    private int paidByMistake() {
        won.keySet().retainAll(deals.keySet());
        paid = won.keySet().stream()
                .filter(id -> day(won.get(id)) > 20 && day(won.get(id)) < 50)
                .findFirst()
                .orElseThrow();
        var at = won.get(paid).plusSeconds(86_400);
        TestEvents.pay(KEY, paid, 3, at, "o1");
        deals.put(paid, 3L);
        return day(at);
    }

    /** Days between the two are what they were: the payment was believed then. */
    private int takenBack() {
        var at = won.get(paid).plusSeconds(20 * 86_400);
        TestEvents.reverse(KEY, paid, 4, at, "o1", 3);
        deals.put(paid, 4L);
        return day(at);
    }

    private static int day(Instant at) {
        return (int) Duration.between(BEGIN, at).toDays();
    }

    /** One is gone, as if it had never been: the day on which it began. */
    private int erased() throws Exception {
        await();
        var tracks = new ArrayList<PackedHistory>();
        images.latest().of(pipeline()).forEach(tracks::add);
        var track = tracks.get(random.nextInt(tracks.size()));
        var at = Instant.EPOCH.plusNanos(1000 * track.latest());
        TestEvents.send(KEY, track.deal(), track.sequence() + 1, EventType.DELETED, at, null, null);
        deals.remove(track.deal());
        return images.latest().of(pipeline()).marks().days().of(track.at(0))
                - (int) LocalDate.parse("2026-01-01").toEpochDay();
    }

    private void await() throws InterruptedException {
        for (var i = 0; i < 600; i++) {
            var seen = new TreeMap<UUID, Long>();
            if (pipeline() != null) {
                images.latest().of(pipeline()).forEach(track -> seen.put(track.deal(), track.sequence()));
            }
            if (seen.equals(deals)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the image did not catch up in a minute");
    }
}
