package dealflow.funnel.statistics;

import java.util.Arrays;

/** Counts that do not change any more, none of them negative, in as few bytes as the greatest needs. */
public sealed interface PackedHistogram {

    int length();

    /** Adds them to others, which are at least as many; with sign -1 takes them away. */
    void addTo(int[] others, int sign);

    static PackedHistogram of(int[] counts) {
        var length = counts.length;
        while (length > 0 && counts[length - 1] == 0) {
            length--;
        }
        var most = 0;
        for (var i = 0; i < length; i++) {
            most = Math.max(most, counts[i]);
        }
        return most < 1 << Byte.SIZE
                ? Bytes.of(counts, length)
                : most < 1 << Character.SIZE ? Chars.of(counts, length) : new Ints(Arrays.copyOf(counts, length));
    }

    /** Below 256. */
    record Bytes(byte[] counts) implements PackedHistogram {

        private static Bytes of(int[] all, int length) {
            var counts = new byte[length];
            for (var i = 0; i < length; i++) {
                counts[i] = (byte) all[i];
            }
            return new Bytes(counts);
        }

        @Override
        public int length() {
            return counts.length;
        }

        @Override
        public void addTo(int[] others, int sign) {
            for (var i = 0; i < counts.length; i++) {
                others[i] += sign * (counts[i] & 0xFF);
            }
        }
    }

    /** Below 65,536. */
    record Chars(char[] counts) implements PackedHistogram {

        private static Chars of(int[] all, int length) {
            var counts = new char[length];
            for (var i = 0; i < length; i++) {
                counts[i] = (char) all[i];
            }
            return new Chars(counts);
        }

        @Override
        public int length() {
            return counts.length;
        }

        @Override
        public void addTo(int[] others, int sign) {
            for (var i = 0; i < counts.length; i++) {
                others[i] += sign * counts[i];
            }
        }
    }

    /** Any. */
    record Ints(int[] counts) implements PackedHistogram {

        @Override
        public int length() {
            return counts.length;
        }

        @Override
        public void addTo(int[] others, int sign) {
            for (var i = 0; i < counts.length; i++) {
                others[i] += sign * counts[i];
            }
        }
    }
}
