package dealflow.local.check;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Bytes that come in portions, with a pause before each. */
public final class SlowBody extends InputStream {

    private final ByteArrayInputStream bytes;
    private final int portion;
    private final Duration pause;

    /** @param portions how many there are at most */
    public SlowBody(byte[] bytes, int portions, Duration pause) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.portion = Math.max(1, (bytes.length + portions - 1) / portions);
        this.pause = pause;
    }

    @Override
    public int read() throws InterruptedIOException {
        rest();
        return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws InterruptedIOException {
        rest();
        return bytes.read(into, offset, Math.min(length, portion));
    }

    private void rest() throws InterruptedIOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
