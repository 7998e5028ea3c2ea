package dealflow.deal.qualification;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Tick;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The ticks tell the stage (R7): how far the customer is, whatever has been recorded as the deal's stage. */
public final class ChecklistProgress {

    private final Pipeline pipeline;
    private final Qualification qualification;
    private final Set<String> ticked;

    public ChecklistProgress(Pipeline pipeline, Qualification qualification, List<Tick> ticks) {
        this.pipeline = pipeline;
        this.qualification = qualification;
        this.ticked = ticks.stream().map(Tick::item).collect(Collectors.toSet());
    }

    /**
     * The furthest stage whose entry is all ticked: the checklist of the stage before it (its required items or, where it
     * requires none, all of them), and the required items of all earlier ones; inside the funnel only for an opportunity.
     * A checklist without items tells nothing. The first stage where nothing tells of a later one.
     *
     * @param stage where the deal stands; if no stage before it has a checklist, ticks can tell nothing of it
     * @return null for nothing
     */
    public Stage suggested(Stage stage) {
        var stages = pipeline.stages();
        var suggested = stages.get(0);
        var open = new HashSet<String>();
        for (var i = 1; i < stages.size(); i++) {
            var before = stages.get(i - 1);
            open.addAll(open(before.checklist(), true));
            if (open.isEmpty() && tells(before) && mayBeIn(stages.get(i))) {
                suggested = stages.get(i);
            }
        }
        var told = suggested != stages.get(0)
                || stages.indexOf(stage) <= 0
                || stages.subList(0, stages.indexOf(stage)).stream()
                        .anyMatch(before -> !before.checklist().isEmpty());
        return told ? suggested : null;
    }

    private boolean tells(Stage stage) {
        return !stage.checklist().isEmpty()
                && (stage.checklist().stream().anyMatch(Stage.ChecklistItem::required)
                        || open(stage.checklist(), false).isEmpty());
    }

    private boolean mayBeIn(Stage stage) {
        return stage.place() == Stage.Place.OUTSIDE || qualification.verdict() == Qualification.Verdict.GENUINE;
    }

    private List<String> open(List<Stage.ChecklistItem> checklist, boolean requiredOnly) {
        return checklist.stream()
                .filter(item -> item.required() || !requiredOnly)
                .map(Stage.ChecklistItem::key)
                .filter(item -> !ticked.contains(item))
                .toList();
    }

    public boolean has(Stage.ChecklistItem item) {
        return ticked.contains(item.key());
    }
}
