package dealflow.contract.projection;

/**
 * How far a partition is read.
 *
 * @param position the offset to be read next
 * @param end the offset that the next message will have
 */
public record Offsets(long position, long end) {

    /** How many messages are not read yet. */
    public long lag() {
        return Math.max(0, end - position);
    }
}
