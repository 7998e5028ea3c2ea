package dealflow.edge.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that is UTF-8 or refused, while it is read. Jackson takes more: characters in more bytes than they have, so that two bodies
 * differ and say the same. What is well formed is in the Unicode Standard, table 3-7.
 */
final class Utf8Body extends FilterInputStream {

    private static final int FIRST = 0x80;
    private static final int LAST = 0xBF;

    private long position;
    /** How many bytes of the character are still to come, and between which bounds the next one lies. */
    private int due;

    private int low = FIRST;
    private int high = LAST;

    Utf8Body(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        var one = in.read();
        if (one >= 0) {
            check(one);
        }
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = in.read(bytes, offset, length);
        for (var i = offset; i < offset + read; i++) {
            check(bytes[i] & 0xFF);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check(int value) throws RefusedBodyException {
        position++;
        if (due > 0) {
            if (value < low || value > high) {
                throw refused();
            }
            due--;
            low = FIRST;
            high = LAST;
        } else if (value >= FIRST) {
            begin(value);
        }
    }

    private void begin(int value) throws RefusedBodyException {
        if (value < 0xC2 || value > 0xF4) {
            throw refused();
        }
        due = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
        // Nothing in more bytes than it has, no half of a pair, nothing beyond U+10FFFF.
        switch (value) {
            case 0xE0 -> low = 0xA0;
            case 0xED -> high = 0x9F;
            case 0xF0 -> low = 0x90;
            case 0xF4 -> high = 0x8F;
            default -> {}
        }
    }

    private RefusedBodyException refused() {
        return new RefusedBodyException(400, "The body must be UTF-8: byte %d is of no character", position);
    }
}
