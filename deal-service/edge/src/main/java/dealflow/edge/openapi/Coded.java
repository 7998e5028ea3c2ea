package dealflow.edge.openapi;

/** A value of an enumeration of the API whose meaning the API document tells, each with its own. */
public interface Coded {

    /** As it stands in answers. */
    String code();

    /** What it means, in a sentence. */
    String meaning();
}
