package dealflow.contract.field;

/** What a company's own field holds; the comments say how its value is written. */
public enum FieldType {
    /** A text. */
    TEXT,
    /** A decimal as a text, such as {@code "12.5"}, so that it is exact. */
    NUMBER,
    /** A day as a text, such as {@code "2026-03-02"}. */
    DATE,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** The key of a choice. */
    ONE_OF,
    /** A list of keys of choices, each once, in the order of the choices. */
    SEVERAL_OF,
    /** An amount with its currency. */
    MONEY,
    /** An address that begins with {@code https://} or {@code http://}, as a text. */
    LINK
}
