package dealflow.deal.feed;

import dealflow.deal.filter.DealFilter;
import dealflow.deal.outbox.CloudEvent;
import dealflow.edge.access.Organisation;
import dealflow.edge.access.Sight;
import dealflow.edge.access.Sights;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/**
 * All events in one order that never changes behind a reader: each deal's in the order of its versions, and none ever
 * comes to stand before one that could be read. It needs nothing but the database, so it goes on while Kafka is away.
 */
@ApplicationScoped
public class Feed {

    private static final int LOCK = 0x66656564;

    /** How many events a filter looks at for one page, so that a rare one costs no more than a common one. */
    private static final int LOOKED_AT = 5000;

    /** How long the transactions of events may have run beside each other. */
    private static final Duration SIDE_BY_SIDE = Duration.ofMinutes(2);

    @Inject
    Jdbi database;

    @Inject
    Sights sights;

    @Inject
    Organisation organisation;

    /**
     * Gives every event that was committed since the last time its place; returns the last place. What one statement sees
     * is a consistent whole: whoever wrote a deal's version 6 had waited for the end of version 5's transaction, so a snapshot
     * that shows 6 shows 5, and the outbox's ids put 5 first.
     */
    long advance() {
        return database.inTransaction(transaction -> {
            if (lock(transaction)) {
                transaction.execute("SELECT place_events()");
            }
            return last(transaction);
        });
    }

    /**
     * For a transaction that puts events of its own into the feed: nobody else gives a place until it ends, so that places are in the order
     * of the commits.
     */
    public static void holdPlaces(Handle transaction) {
        transaction
                .createQuery("SELECT pg_advisory_xact_lock(:lock)::text")
                .bind("lock", LOCK)
                .mapTo(String.class)
                .one();
    }

    /** One replica at a time; the next statement's snapshot is then younger than the last one's end. */
    private static boolean lock(Handle transaction) {
        return transaction
                .createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    /** The place of the last event; 0 if there is none. */
    public long last() {
        return database.withHandle(Feed::last);
    }

    private static long last(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(position), 0) FROM feed")
                .mapTo(Long.class)
                .one();
    }

    /** The first events behind a place that a filter lets through and the caller may see, if there are any. */
    public FeedPage read(long after, EventFilter filter, int limit) {
        var sight = sights.current();
        var all = sight instanceof Sight.Everything;
        var lookedAt = all && filter.isAll() ? limit : LOOKED_AT;
        var some = sight instanceof Sight.Some found ? found : null;
        var ofDeals = filter.ofDeals();
        var rows = database.withHandle(handle -> {
            var query = handle.createQuery(
                    """
                        WITH looked_at AS MATERIALIZED (
                            SELECT * FROM feed WHERE position > :after ORDER BY position LIMIT :lookedAt),
                        wanted AS (
                            SELECT position, outbox_id FROM looked_at
                            -- Those of the forecast only where they are named.
                            WHERE CASE WHEN :types::text[] IS NULL THEN outbox_id IS NOT NULL ELSE type = ANY (:types) END
                            -- Not those that are forgotten, or a page of these would seem to be the last.
                            AND CASE WHEN outbox_id IS NULL THEN EXISTS (SELECT FROM forecast_event AS told
                                    WHERE told.position = looked_at.position
                                    AND (:pipelines::text[] IS NULL OR told.pipeline = ANY (:pipelines))
                                    AND (:owners::text[] IS NULL OR told.owners && :owners)
                                    AND (:teams::text[] IS NULL OR told.teams && :teams))
                                ELSE (:pipelines::text[] IS NULL OR pipeline = ANY (:pipelines))
                                    AND (:owners::text[] IS NULL OR owners && :owners)
                                    AND (:teams::text[] IS NULL OR teams && :teams) END
                            ORDER BY position LIMIT :wanted),
                        -- Whose a deal is now decides who sees what happened to it (the policies say the same to the database).
                        of_deals AS (
                            SELECT position, aggregateid, version, outbox.type, occurred_at, payload, false AS of_forecast
                            FROM wanted JOIN outbox ON outbox.id = outbox_id
                            WHERE (:all OR aggregatetype IN ('pipelines', 'fields', 'teams', 'exchange-rates') OR EXISTS (SELECT FROM deal
                                WHERE deal.id = CASE aggregatetype WHEN 'deals' THEN aggregateid::uuid END
                                AND (owner = :seer OR team = ANY (:seersTeams))))
                            AND (:fields::jsonb IS NULL OR event_has_fields(outbox, :fields::jsonb))%s
                            ORDER BY position LIMIT :limit),
                        of_forecasts AS (
                            SELECT position, told.pipeline, sequence, told.type, occurred_at, payload, true
                            FROM wanted JOIN forecast_event AS told USING (position) WHERE outbox_id IS NULL AND :whole),
                        seen AS (
                            TABLE of_deals UNION ALL TABLE of_forecasts ORDER BY position LIMIT :limit)
                        SELECT size, last, seen.*
                        FROM (SELECT count(*), coalesce(max(position), 0) FROM looked_at) AS looked (size, last)
                        LEFT JOIN seen ON true ORDER BY position
                        """
                            .formatted(ofDeals(filter, ofDeals)));
            ofDeals.forEach(condition -> condition.parameters().forEach(query::bind));
            return query.bind("after", after)
                    .bind("lookedAt", lookedAt)
                    .bind("types", texts(filter.types()))
                    .bind("pipelines", texts(filter.pipelines()))
                    .bind("owners", texts(filter.owners()))
                    .bind("teams", texts(organisation.withBelow(Set.copyOf(filter.teams()))))
                    .bind("fields", filter.fields())
                    .bind("wanted", all && !filter.looksInside() ? limit : lookedAt)
                    .bind("all", all)
                    .bind("whole", all && !filter.looksInside())
                    .bind("seer", some == null ? null : some.owner())
                    .bind("seersTeams", some == null ? null : texts(some.teams()))
                    .bind("limit", limit)
                    .map(Feed::row)
                    .list();
        });
        return page(rows, after, lookedAt, limit);
    }

    private static String ofDeals(EventFilter filter, List<DealFilter.Condition> conditions) {
        return filter.deals() == null
                ? ""
                : " AND EXISTS (SELECT FROM deals_told(outbox) AS deal WHERE %s)"
                        .formatted(Stream.concat(
                                        Stream.of("true"), conditions.stream().map(DealFilter.Condition::sql))
                                .collect(Collectors.joining(" AND ")));
    }

    /** The place behind which everything lies that was recorded since a moment, and perhaps a little more: events that were
     * recorded side by side have their places in the order in which their transactions ended.
     */
    public long before(Instant moment) {
        return database.withHandle(handle -> {
            var wanted = moment.minus(SIDE_BY_SIDE);
            var before = 0L;
            var end = last(handle);
            while (before < end) {
                var middle = (before + end) / 2;
                var event = recorded(handle, middle, end);
                if (event.isPresent() && event.get().recordedBefore(wanted)) {
                    before = event.get().position();
                } else {
                    end = middle;
                }
            }
            return before;
        });
    }

    /**
     * The place just before an event.
     *
     * @param id as readers of the feed and webhooks know it
     */
    public Optional<Long> before(String id) {
        return database.withHandle(handle -> id.startsWith(CloudEvent.FORECASTS)
                ? handle.createQuery(
                                "SELECT position - 1 FROM forecast_event WHERE :forecasts || pipeline || '-' || sequence = :id")
                        .bind("forecasts", CloudEvent.FORECASTS)
                        .bind("id", id)
                        .mapTo(Long.class)
                        .findOne()
                : beforeOwn(handle, id));
    }

    private Optional<Long> beforeOwn(Handle handle, String id) {
        return handle.createQuery(
                        """
                        SELECT outbox.id, CASE WHEN pg_input_is_valid(payload, 'jsonb') THEN payload::jsonb ->> 'recordedAt' END AS recorded
                        FROM outbox WHERE aggregateid || '-' || version = :id
                        AND aggregateid = left(:id, -length(substring(:id FROM '-[0-9]+$')))
                        """)
                .bind("id", id)
                .map(row -> new Recorded(row.getColumn("id", Long.class), row.getColumn("recorded", String.class)))
                .findOne()
                .flatMap(event -> handle.createQuery(
                                "SELECT position - 1 FROM feed WHERE position > :near AND outbox_id = :id ORDER BY position LIMIT 1")
                        .bind("near", event.recorded() == null ? 0 : before(Instant.parse(event.recorded())))
                        .bind("id", event.position())
                        .mapTo(Long.class)
                        .findOne());
    }

    private record Recorded(long position, String recorded) {
        /** One that does not say counts as later, so that nothing is left out. */
        boolean recordedBefore(Instant moment) {
            return recorded != null && Instant.parse(recorded).isBefore(moment);
        }
    }

    private static Optional<Recorded> recorded(Handle handle, long after, long upTo) {
        return handle.createQuery(
                        """
                        SELECT position, CASE WHEN pg_input_is_valid(payload, 'jsonb') THEN payload::jsonb ->> 'recordedAt' END AS recorded
                        FROM feed JOIN outbox ON outbox.id = outbox_id
                        WHERE position > :after AND position <= :upTo AND aggregatetype = 'deals' ORDER BY position LIMIT 1
                        """)
                .bind("after", after)
                .bind("upTo", upTo)
                .map(row ->
                        new Recorded(row.getColumn("position", Long.class), row.getColumn("recorded", String.class)))
                .findOne();
    }

    private static String[] texts(Collection<String> texts) {
        return texts.isEmpty() ? null : texts.toArray(String[]::new);
    }

    /** @param event null if none of those looked at is seen */
    private record Row(int size, long last, FeedPage.Placed event) {}

    private static Row row(RowView row) {
        var position = row.getColumn("position", Long.class);
        return new Row(
                row.getColumn("size", Integer.class),
                row.getColumn("last", Long.class),
                position == null ? null : new FeedPage.Placed(position, event(row)));
    }

    private static CloudEvent event(RowView row) {
        var about = row.getColumn("aggregateid", String.class);
        var version = row.getColumn("version", Long.class);
        var type = row.getColumn("type", String.class);
        var time = row.getColumn("occurred_at", Instant.class);
        var data = row.getColumn("payload", String.class);
        return row.getColumn("of_forecast", Boolean.class)
                ? CloudEvent.ofForecast(about, version, type, time, data)
                : CloudEvent.of(about, version, type, time, data);
    }

    private static FeedPage page(List<Row> rows, long after, int lookedAt, int limit) {
        var events = rows.stream().map(Row::event).filter(Objects::nonNull).toList();
        if (events.size() == limit) {
            return new FeedPage(events, events.get(limit - 1).position(), true);
        }
        var first = rows.get(0);
        return new FeedPage(events, Math.max(after, first.last()), first.size() == lookedAt);
    }
}
