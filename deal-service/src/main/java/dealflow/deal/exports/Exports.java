package dealflow.deal.exports;

import dealflow.contract.event.DealEvent;
import dealflow.contract.json.ContractJson;
import dealflow.deal.filter.DealFilter;
import dealflow.deal.outbox.RecordedEvents;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.price.PriceRecords;
import dealflow.deal.register.DealList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Deals as the lines that an import takes: a page in memory at a time, however many there are. */
@ApplicationScoped
public class Exports {

    private static final int DEALS = 200;

    @Inject
    DealList deals;

    @Inject
    RecordedEvents recorded;

    @Inject
    Pipelines pipelines;

    @Inject
    PriceRecords records;

    /**
     * Some deals of an export.
     *
     * @param lines each in JSON, without a line end
     * @param last where the next page begins; null on the last
     */
    public record Page(List<byte[]> lines, UUID last) {}

    /**
     * The deals of a filter behind an id, oldest first; deals that change meanwhile are as they are then. One that cannot be read is left out.
     *
     * @param cursor of the feed, from before the first page; null for lines that do not say where they stand in the events
     */
    @Transactional
    public Page page(DealFilter filter, UUID after, String cursor) {
        var ids = deals.ids(filter, after, DEALS);
        var lines = new ArrayList<byte[]>(ids.size());
        var reviews = records.reviews(ids);
        var requests = records.requests(ids);
        for (var events : recorded.readableLives(ids)) {
            if (!deleted(events)) {
                var id = events.get(0).dealId();
                var pipeline = pipelines.current(events.get(0).deal().pipeline());
                try {
                    var line = ExportLine.of(
                            events, pipeline, reviews.get(id), requests.getOrDefault(id, List.of()), cursor);
                    lines.add(ContractJson.write(line));
                } catch (RuntimeException e) {
                    recorded.leftOut(id.toString(), e);
                }
            }
        }
        return new Page(lines, ids.size() < DEALS ? null : ids.get(ids.size() - 1));
    }

    /** Since its id was read. */
    private static boolean deleted(List<DealEvent> events) {
        return events.get(events.size() - 1).deal() == null;
    }
}
