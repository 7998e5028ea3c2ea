package dealflow.funnel.unit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as microseconds since 1970, which is what the ledger keeps. */
public final class EpochMicros {

    private EpochMicros() {}

    /** The last whole microsecond that is not after a moment. */
    public static long of(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1000);
    }

    /** The first whole microsecond that is not before a moment. */
    public static long from(Instant moment) {
        return of(moment) + (moment.getNano() % 1000 == 0 ? 0 : 1);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
