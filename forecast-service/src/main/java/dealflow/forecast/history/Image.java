package dealflow.forecast.history;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.projection.DimensionFields;
import dealflow.forecast.load.Forked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything that is known of all deals at one moment, in memory. Never changes: a newer one takes its place.
 *
 * @param freshAsOf up to when all partitions were applied; null before the first was read
 */
public record Image(
        Map<String, Deals> deals, Map<String, Pipeline> pipelines, Dictionaries dictionaries, Instant freshAsOf) {

    /**
     * The deals of one pipeline.
     *
     * @param version grows when one of them changes, or the pipeline does
     * @param packed null where a deal was deleted
     * @param latest when the latest change was, in microseconds since the epoch
     * @param marks of what happened day by day
     * @param current their lives as they are now, shared by all images of the same pipeline
     */
    public record Deals(
            long version, PackedHistory[] packed, long latest, HistoryMarks marks, CurrentHistories current) {

        static final Deals NONE =
                new Deals(0, new PackedHistory[0], Long.MIN_VALUE, HistoryMarks.of(null), new CurrentHistories(null));

        public void forEach(Consumer<PackedHistory> visitor) {
            for (var track : packed) {
                if (track != null) {
                    visitor.accept(track);
                }
            }
        }

        /** How many had begun by a moment, in microseconds since the epoch, and have changed since. */
        int changedAfter(long moment) {
            var changed = 0;
            for (var track : packed) {
                if (track != null && track.at(0) <= moment && track.latest() > moment) {
                    changed++;
                }
            }
            return changed;
        }
    }

    /** The company's own fields by which deals are told apart. */
    public DimensionFields ownFields() {
        return dictionaries.ownFields;
    }

    public Deals of(Pipeline pipeline) {
        return deals.getOrDefault(pipeline.key(), Deals.NONE);
    }

    /** How many of the {@link #lives} are not those of later moments too. */
    int ownLives(Pipeline pipeline, Instant asOf) {
        return of(pipeline).changedAfter(HistoryLoader.micros(asOf));
    }

    /** All deals as they were known at a moment. */
    public KnownDeals at(Pipeline pipeline, Instant asOf) {
        return new KnownDeals(this, pipeline, asOf);
    }

    /** The deals that have been in the funnel or won, by their changes up to and including {@code asOf}. */
    List<DealHistory> lives(Pipeline pipeline, Instant asOf) {
        var lives = new ArrayList<DealHistory>(of(pipeline).packed().length);
        Forked.runs(of(pipeline).packed().length, (from, to) -> at(pipeline, asOf)
                        .between(from, to))
                .forEach(lives::addAll);
        return lives;
    }
}
