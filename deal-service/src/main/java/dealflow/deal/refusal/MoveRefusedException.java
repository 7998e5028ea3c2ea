package dealflow.deal.refusal;

import java.util.List;

/** A move that the process does not allow yet. */
public final class MoveRefusedException extends RuntimeException {

    private final transient List<Missing> missing;

    public MoveRefusedException(String to, List<Missing> missing) {
        super("The move to '%s' is refused: %s missing"
                .formatted(to, missing.size() == 1 ? "one thing is" : missing.size() + " things are"));
        this.missing = List.copyOf(missing);
    }

    public List<Missing> missing() {
        return missing;
    }
}
