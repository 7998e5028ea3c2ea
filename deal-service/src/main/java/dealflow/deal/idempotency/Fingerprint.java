package dealflow.deal.idempotency;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A body that is hashed while it is read, however large it is. */
final class Fingerprint extends FilterInputStream {

    private final MessageDigest digest;
    private byte[] whole;

    Fingerprint(InputStream body, byte[] head) {
        super(body);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        digest.update(head);
    }

    @Override
    public int read() throws IOException {
        var read = in.read();
        if (read >= 0) {
            digest.update((byte) read);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = in.read(bytes, offset, length);
        if (read > 0) {
            digest.update(bytes, offset, read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** A reader that has what it needs closes the stream; what follows still belongs to the request. */
    @Override
    public void close() {}

    byte[] ofWholeRequest() {
        if (whole == null) {
            try {
                transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            whole = digest.digest();
        }
        return whole;
    }
}
