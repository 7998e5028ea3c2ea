package dealflow.deal;

import java.util.List;

/**
 * Which events a reader of the feed sees; an empty or null field excludes none.
 *
 * @param owner of the deal after the event, or before it
 * @param team the same
 */
public record EventFilter(List<String> types, List<String> pipelines, String owner, String team) {

    public static final EventFilter ALL = new EventFilter(List.of(), List.of(), null, null);

    boolean isAll() {
        return equals(ALL);
    }
}
