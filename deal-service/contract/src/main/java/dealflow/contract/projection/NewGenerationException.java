package dealflow.contract.projection;

/** The tables have been replaced by rebuilt ones: their positions are those of another consumer group. */
final class NewGenerationException extends RuntimeException {

    NewGenerationException(Generation expected, Generation found) {
        super("The projection's tables are now %s, no longer %s".formatted(found.id(), expected.id()));
    }
}
