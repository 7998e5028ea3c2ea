package dealflow.deal.recognition;

import dealflow.deal.csv.CsvAmounts;
import java.util.List;

/** Which sign stands before the cents. */
final class Decimals {

    /** Three digits behind one sign: cents or thousands. */
    private static final String EITHER = "[+-]?[0-9]{1,3}([.,])[0-9]{3}";

    /**
     * What was found out.
     *
     * @param decimal null where only plain numbers stand
     * @param ambiguous a cell that could be read in another way, too; null if none
     */
    record Found(String decimal, String ambiguous) {}

    private Decimals() {}

    /** @param likely the sign to take where both may be */
    static Found of(List<String> cells, String likely) {
        var plain = count(cells, null);
        var point = count(cells, ".");
        var comma = count(cells, ",");
        var most = Math.max(plain, Math.max(point, comma));
        var either =
                cells.stream().filter(cell -> cell.matches(EITHER)).findFirst().orElse(null);
        if (plain == most) {
            // 12.500 is read as it stands; whether it is twelve or twelve thousand, somebody has to look.
            return new Found(null, comma == most ? either : null);
        }
        if (point == most && comma == most) {
            return new Found(likely, either);
        }
        return new Found(point == most ? "." : ",", null);
    }

    private static long count(List<String> cells, String decimal) {
        return cells.stream().filter(new CsvAmounts(decimal)::reads).count();
    }
}
