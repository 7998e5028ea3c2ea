package dealflow.deal.csv;

import dealflow.deal.refusal.InvalidFieldException;
import java.util.regex.Pattern;

/**
 * Reads the amounts of a CSV file as people write them: 1,250.50 or 1.250,50. Which of the two signs stands before the cents, the
 * mapping says, for 1,250 is either; without it only plain numbers are read.
 */
public final class CsvAmounts {

    private static final Pattern PLAIN = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    /** What spreadsheets put between thousands beside the other sign: spaces, also those that break no line, and apostrophes. */
    private static final String GAPS = " \u00a0\u202f'\u2019";

    private final String decimal;
    private final Pattern grouped;

    /**
     * @param decimal the sign before the cents, {@code .} or {@code ,}; null where only plain numbers are to be read
     * @throws InvalidFieldException for any other
     */
    public CsvAmounts(String decimal) {
        if (decimal != null && !decimal.equals(".") && !decimal.equals(",")) {
            throw new InvalidFieldException("mapping.decimal", "must be . or , as stands before the cents");
        }
        this.decimal = decimal;
        this.grouped = decimal == null ? null : grouped(decimal);
    }

    private static Pattern grouped(String decimal) {
        var gaps = "([" + (decimal.equals(",") ? "." : ",") + GAPS + "])";
        return Pattern.compile("[+-]?([0-9]+|[0-9]{1,3}" + gaps + "[0-9]{3}(\\2[0-9]{3})*)(\\" + decimal + "[0-9]+)?");
    }

    /** Whether a cell tells an amount. */
    public boolean reads(String text) {
        return (decimal == null ? PLAIN : grouped).matcher(text).matches();
    }

    /**
     * The plain number that a cell of a column tells.
     *
     * @throws InvalidFieldException if it tells none
     */
    String amount(String column, String text) {
        if (decimal == null) {
            if (!PLAIN.matcher(text).matches()) {
                throw new InvalidFieldException(
                        column,
                        ("'%s' must be a plain number such as 1250.50; for 1,250.50 or 1.250,50 say in mapping.decimal which sign "
                                        + "stands before the cents")
                                .formatted(text));
            }
            return text;
        }
        if (!grouped.matcher(text).matches()) {
            throw new InvalidFieldException(
                    column, "'%s' must be a number with '%s' before the cents".formatted(text, decimal));
        }
        var end = text.indexOf(decimal);
        var whole = (end < 0 ? text : text.substring(0, end)).replaceAll("[^0-9+-]", "");
        return end < 0 ? whole : whole + "." + text.substring(end + 1);
    }
}
