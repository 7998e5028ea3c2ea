package dealflow.deal.field;

/** A text that can be read so often only: some regular expressions would read even a short one for ever. */
final class BoundedText implements CharSequence {

    private static final int MOST_READS = 200_000;

    private final CharSequence text;
    private int reads;

    BoundedText(CharSequence text) {
        this.text = text;
    }

    /** An expression is not done with a text after reading it a hundred times. */
    static final class ReadTooOftenException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        reads++;
        if (reads > MOST_READS) {
            throw new ReadTooOftenException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.subSequence(from, to);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
