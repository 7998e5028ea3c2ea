package dealflow.contract.field;

/**
 * What a value has to keep to, beside its type; null where it need not.
 *
 * @param min the least number, amount or day, as the type writes it
 * @param max the greatest
 * @param pattern a regular expression that a whole text matches
 * @param longest how many characters a text may have
 */
public record FieldRules(String min, String max, String pattern, Integer longest) {

    public static final FieldRules NONE = new FieldRules(null, null, null, null);
}
