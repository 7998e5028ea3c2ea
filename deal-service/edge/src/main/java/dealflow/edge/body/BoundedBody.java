package dealflow.edge.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body that is counted while it is read, whatever its headers say of it, and that has to come in within a time. */
final class BoundedBody extends FilterInputStream {

    private static final long DISCARDED = 8 << 20;

    private final Bounds bounds;
    private final long start = System.nanoTime();
    private long count;
    private boolean refused;

    /**
     * What a body may be.
     *
     * @param bytes how large
     * @param time how long it may take to arrive
     * @param rate how many bytes a second buy it more time; 0 for none
     * @param longest how long it may take at any rate
     */
    record Bounds(long bytes, Duration time, long rate, Duration longest) {

        Duration timeFor(long count) {
            var bought = rate == 0 ? time : time.plusSeconds(count / rate);
            return bought.compareTo(longest) < 0 ? bought : longest;
        }
    }

    BoundedBody(InputStream body, Bounds bounds) {
        super(body);
        this.bounds = bounds;
    }

    @Override
    public int read() throws IOException {
        try {
            return counted(in.read(), 1);
        } catch (IOException e) {
            throw unfinished(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            var read = in.read(bytes, offset, length);
            return counted(read, read);
        } catch (IOException e) {
            throw unfinished(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /**
     * Whoever reads a body closes it, and Quarkus' own stream then waits for the body's end, however long that takes: a thread
     * for as long as a client likes. So it stays open, and what is left is waited for within the bounds.
     */
    @Override
    public void close() {
        if (refused) {
            return;
        }
        try {
            discard();
        } catch (IOException e) {
            // What has been read is answered; the rest is nobody's.
        }
    }

    private int counted(int read, int bytes) throws IOException {
        if (read < 0) {
            return read;
        }
        count += bytes;
        if (count > bounds.bytes()) {
            discard();
            throw refused(tooLarge(bounds));
        }
        checkTime();
        return read;
    }

    /** Most clients send all of a body before they listen: whoever sends a little too much hears why. */
    private void discard() throws IOException {
        var rest = new byte[1 << 13];
        for (var left = DISCARDED; left > 0; checkTime()) {
            var read = in.read(rest);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    static RefusedBodyException tooLarge(Bounds bounds) {
        return new RefusedBodyException(413, "The body is too large: at most %d bytes are taken", bounds.bytes());
    }

    private void checkTime() throws RefusedBodyException {
        var time = bounds.timeFor(count);
        if (System.nanoTime() - start > time.toNanos()) {
            throw refused(new RefusedBodyException(
                    408, "The body comes in too slowly: %d bytes in %d seconds", count, time.toSeconds()));
        }
    }

    /** The client is gone, or has stopped sending: it is told, in case that it still listens. */
    private IOException unfinished(IOException e) {
        return e instanceof RefusedBodyException ? e : refused(new RefusedBodyException(408, "The body has no end"));
    }

    private RefusedBodyException refused(RefusedBodyException why) {
        refused = true;
        return why;
    }
}
