package dealflow.deal;

import java.util.List;

/** A move that the process does not allow yet. */
public final class MoveRefusedException extends RuntimeException {

    private final transient List<Missing> missing;

    MoveRefusedException(String to, List<Missing> missing) {
        super("The move to '%s' is refused: %d thing(s) missing".formatted(to, missing.size()));
        this.missing = List.copyOf(missing);
    }

    public List<Missing> missing() {
        return missing;
    }
}
