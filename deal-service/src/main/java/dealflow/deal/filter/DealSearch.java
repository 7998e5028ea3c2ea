package dealflow.deal.filter;

import dealflow.deal.database.SearchWords;
import dealflow.deal.field.FieldFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Which deals have words that somebody typed, or values of own fields. PostgreSQL cannot tell how many that will be (words are
 * typed by their beginnings and go together, and values lie in JSON), and at a million deals its guess takes half a second for a page
 * where it is wrong. So some deals are looked at first: what few have is found by its index before anything else is asked; what
 * many have is looked for in each deal of a list in its order, which soon has a page.
 */
@ApplicationScoped
public class DealSearch {

    /** One deal in so many has it: from there on it is common. */
    private static final int COMMON = 200;

    /** So many blocks of 8 KiB are looked at: some thousand deals. */
    private static final int BLOCKS = 50;

    private static final String WORDS = "words @@ to_tsquery('simple', CAST(:wanted AS text))";
    private static final String FIELDS = "fields @> ANY (CAST(:wanted AS jsonb[]))";

    @Inject
    Jdbi database;

    /** @param typed words, each by its beginning */
    public DealFilter.Condition condition(String typed) {
        var query = SearchWords.query(typed);
        return ofFew(WORDS, query)
                .map(found -> new DealFilter.Condition("id = ANY (:found)", Map.of("found", found)))
                .orElseGet(() -> new DealFilter.Condition(
                        "(SELECT words @@ to_tsquery('simple', :q) FROM deal_words WHERE deal_id = deal.id)",
                        "q",
                        query));
    }

    /** What is asked besides the filter's own conditions where few deals have the values: that it is one of those. */
    public List<DealFilter.Condition> conditions(FieldFilter filter) {
        var conditions = new ArrayList<DealFilter.Condition>();
        for (var values : filter.containments()) {
            var name = "found_" + conditions.size();
            ofFew(FIELDS, values.toArray(String[]::new))
                    .ifPresent(found -> conditions.add(
                            new DealFilter.Condition("id = ANY (:%s)".formatted(name), Map.of(name, found))));
        }
        return conditions;
    }

    /** The same of a deal as an event tells of it, whose words are in no table. */
    static DealFilter.Condition conditionOfTold(String typed) {
        return new DealFilter.Condition(
                "words_of(title, customer_name) @@ to_tsquery('simple', :q)", "q", SearchWords.query(typed));
    }

    /** The deals of which a condition holds; nothing where they are many. */
    private Optional<UUID[]> ofFew(String condition, Object wanted) {
        return isCommon(condition, wanted) ? Optional.empty() : Optional.of(having(condition, wanted));
    }

    private boolean isCommon(String condition, Object wanted) {
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT count(*) FILTER (WHERE %s) AS having, count(*) AS seen
                        FROM deal_words TABLESAMPLE SYSTEM (
                            least(100, 100.0 * %d * 8192 / greatest(pg_relation_size('deal_words'), 8192)))
                        """
                                .formatted(condition, BLOCKS))
                .bind("wanted", wanted)
                .map(row -> isCommon(row.getColumn("having", Long.class), row.getColumn("seen", Long.class)))
                .one());
    }

    private static boolean isCommon(long having, long seen) {
        return having > 0 && having * COMMON >= seen;
    }

    private UUID[] having(String condition, Object wanted) {
        return database.withHandle(handle -> handle.createQuery("SELECT deal_id FROM deal_words WHERE " + condition)
                .bind("wanted", wanted)
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new));
    }
}
