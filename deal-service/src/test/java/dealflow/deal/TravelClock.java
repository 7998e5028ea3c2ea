package dealflow.deal;

import io.quarkus.test.junit.QuarkusMock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The service's time for the length of one test, so that months pass at once. */
public final class TravelClock extends Clock {

    private volatile Instant now;

    private TravelClock(Instant now) {
        this.now = now;
    }

    /** Stands at an instant until it is told to go on. */
    public static TravelClock at(String instant) {
        var clock = new TravelClock(Instant.parse(instant));
        QuarkusMock.installMockForType(clock, Clock.class);
        return clock;
    }

    public void on(Duration time) {
        now = now.plus(time);
    }

    public void days(int days) {
        on(Duration.ofDays(days));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
