package dealflow.deal.imports;

import dealflow.deal.refusal.InvalidFieldException;
import java.util.Arrays;
import java.util.Locale;

/** What an import does with the deals that its lines name. */
enum ImportMode {
    /** Makes those that are new; another line about one on record is an error. */
    CREATE,
    /** Changes those on record; one that is new is an error. */
    UPDATE,
    /** Makes those that are new and changes those on record. */
    UPSERT;

    static final String CREATE_KEY = "create";

    /** As requests and answers write it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param key null for create
     * @throws InvalidFieldException for any other
     */
    static ImportMode of(String key) {
        return Arrays.stream(values())
                .filter(mode -> mode.key().equals(key == null ? CREATE_KEY : key))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("mode", "must be create, update or upsert"));
    }
}
