package dealflow.deal.filter;

import dealflow.deal.database.SearchWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Which deals have words that somebody typed. PostgreSQL cannot tell how many that will be (words are typed by their beginnings,
 * and go together), and at a million deals its guess takes half a second for a page where it is wrong. So some of the words are
 * looked at first: those of few deals are found by their index before anything else is asked; those of many deals are looked
 * for in each deal of a list in its order, which soon has a page.
 */
@ApplicationScoped
public class DealSearch {

    /** One deal in so many has the words: from there on they are common. */
    private static final int COMMON = 200;

    /** So many blocks of 8 KiB are looked at: some thousand deals. */
    private static final int BLOCKS = 50;

    @Inject
    Jdbi database;

    /** @param typed words, each by its beginning */
    public DealFilter.Condition condition(String typed) {
        var query = SearchWords.query(typed);
        return isCommon(query)
                ? new DealFilter.Condition(
                        "(SELECT words @@ to_tsquery('simple', :q) FROM deal_words WHERE deal_id = deal.id)",
                        "q",
                        query)
                : new DealFilter.Condition("id = ANY (:found)", Map.of("found", having(query)));
    }

    /** The same of a deal as an event tells of it, whose words are in no table. */
    static DealFilter.Condition conditionOfTold(String typed) {
        return new DealFilter.Condition(
                "words_of(title, customer_name) @@ to_tsquery('simple', :q)", "q", SearchWords.query(typed));
    }

    private boolean isCommon(String query) {
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT count(*) FILTER (WHERE words @@ to_tsquery('simple', :q)) AS having, count(*) AS seen
                        FROM deal_words TABLESAMPLE SYSTEM (
                            least(100, 100.0 * %d * 8192 / greatest(pg_relation_size('deal_words'), 8192)))
                        """
                                .formatted(BLOCKS))
                .bind("q", query)
                .map(row -> isCommon(row.getColumn("having", Long.class), row.getColumn("seen", Long.class)))
                .one());
    }

    private static boolean isCommon(long having, long seen) {
        return having > 0 && having * COMMON >= seen;
    }

    private UUID[] having(String query) {
        return database.withHandle(
                handle -> handle.createQuery("SELECT deal_id FROM deal_words WHERE words @@ to_tsquery('simple', :q)")
                        .bind("q", query)
                        .mapTo(UUID.class)
                        .list()
                        .toArray(UUID[]::new));
    }
}
