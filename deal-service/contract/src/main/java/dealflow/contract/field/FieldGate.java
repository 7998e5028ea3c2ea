package dealflow.contract.field;

/** A stage that a deal enters, or passes, only with a value in the field. */
public record FieldGate(String pipeline, String stage) {}
