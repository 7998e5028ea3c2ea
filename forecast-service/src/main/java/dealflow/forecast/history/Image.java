package dealflow.forecast.history;

import dealflow.contract.Pipeline;
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
public record Image(Map<String, Deals> deals, Map<String, Pipeline> pipelines, Codes codes, Instant freshAsOf) {

    /**
     * The deals of one pipeline.
     *
     * @param version grows when one of them changes, or the pipeline does
     * @param tracks null where a deal was deleted
     * @param latest when the latest change was, in microseconds since the epoch
     * @param marks of what happened day by day
     */
    public record Deals(long version, Track[] tracks, long latest, HistoryMarks marks) {

        static final Deals NONE = new Deals(0, new Track[0], Long.MIN_VALUE, HistoryMarks.of(null));

        public void forEach(Consumer<Track> visitor) {
            for (var track : tracks) {
                if (track != null) {
                    visitor.accept(track);
                }
            }
        }
    }

    public Deals of(Pipeline pipeline) {
        return deals.getOrDefault(pipeline.key(), Deals.NONE);
    }

    /** The deals that have been in the funnel or won, by their changes up to and including {@code asOf}. */
    List<Life> lives(Pipeline pipeline, Instant asOf) {
        var lives = new ArrayList<Life>();
        var reader = new LifeReader(pipeline, codes, of(pipeline).marks().days());
        var until = TrackLoader.micros(asOf);
        of(pipeline).forEach(track -> {
            var life = reader.life(track, until);
            if (life != null) {
                lives.add(life);
            }
        });
        return lives;
    }
}
