package dealflow.forecast.target;

import dealflow.consumer.Teams;
import dealflow.forecast.model.InformationSet;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts targets together up the teams, as these stood at the moment that is asked about. */
@ApplicationScoped
public class TargetTrees {

    private final Targets targets;
    private final Teams teams;

    TargetTrees(Targets targets, Teams teams) {
        this.targets = targets;
        this.teams = teams;
    }

    public TargetTree of(InformationSet known) {
        return new TargetTree(targets.of(known.pipeline().key()).targets(), teams.at(known.asOf()), Members.of(known));
    }
}
