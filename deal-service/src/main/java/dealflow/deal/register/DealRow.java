package dealflow.deal.register;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Some fields of a deal. The API document has it as a deal of which every field may be left out (see {@code DealRows}). */
public record DealRow(@JsonValue ObjectNode fields) {

    /** @param wanted null or empty for all */
    static DealRow of(ObjectNode deal, List<String> wanted) {
        return new DealRow(wanted == null || wanted.isEmpty() ? deal : deal.retain(wanted));
    }
}
