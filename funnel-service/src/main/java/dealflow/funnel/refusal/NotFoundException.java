package dealflow.funnel.refusal;

/** Something that does not exist, or that the one who asks may not see. */
public final class NotFoundException extends RuntimeException {

    public NotFoundException(String what, Object key) {
        super("There is no %s '%s'".formatted(what, key));
    }
}
