package dealflow.forecast.call;

import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TeamGroups;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.target.Aim;
import dealflow.forecast.target.Call;
import dealflow.forecast.target.Calls;
import dealflow.forecast.target.TargetTree;
import dealflow.forecast.target.TargetTrees;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** Puts the calls of a period together, up to the scope that is asked for. */
@ApplicationScoped
class RollUp {

    private final Forecasts forecasts;
    private final Calls calls;
    private final TargetTrees targets;

    RollUp(Forecasts forecasts, Calls calls, TargetTrees targets) {
        this.forecasts = forecasts;
        this.calls = calls;
        this.targets = targets;
    }

    /** What is computed of a period now, as it is kept with a call. */
    Call.Computed computed(InformationSet known, Measure measure, NamedPeriod period, Scope scope) {
        var question = question(measure, period, scope, null);
        var forecast = forecasts.forecast(known, question).periods().get(0);
        var told = forecasts.disclosure(known, measure).reason(scope) == null;
        var naive = forecast.naive();
        return new Call.Computed(known.today(), forecast.closedAmount(), told ? forecast.total() : null, naive);
    }

    /**
     * What is known and what has been called of a period.
     *
     * @param target null where there is none
     * @param reason why what is computed is not told; null where it is
     * @param calls the latest of each author about all of it
     * @param reports null where none were asked for
     */
    record Table(Aim target, Forecast.Period period, Notice reason, List<Call> calls, List<Report> reports) {}

    /**
     * What one group has called.
     *
     * @param kind whether it is a team or a person; null where all rows are of one kind
     * @param hasBelow of teams, whether others are below it; null where no team is a part of another
     * @param managers of a team, by name; null likewise
     * @param call the latest about the deals of the group; null where there is none yet
     */
    record Report(
            String group,
            Kind kind,
            Boolean hasBelow,
            List<String> managers,
            Aim target,
            Forecast.Period period,
            Notice reason,
            Call call) {}

    /** What a row is about. */
    enum Kind {
        TEAM,
        OWNER
    }

    /**
     * Who stands below.
     *
     * @param people the deals that have a row for each person beside the other rows; null for none
     */
    record Below(Scope scope, Grouping by, Scope people) {}

    /** @param below null for no rows of those below */
    Table of(InformationSet known, Measure measure, NamedPeriod period, Scope scope, Below below) {
        var pipeline = known.pipeline().key();
        var list = targets.of(known);
        var question = question(measure, period, scope, null);
        return new Table(
                list.of(question, 0),
                forecasts.forecast(known, question).periods().get(0),
                forecasts.disclosure(known, measure).reason(scope),
                calls.latest(pipeline, measure, scope).stream()
                        .filter(call -> call.period().equals(period.name()))
                        .toList(),
                below == null ? null : reports(known, list, measure, period, below));
    }

    /** The teams with all below them, and the people right in the one that they are below, add up to it. */
    private List<Report> reports(
            InformationSet known, TargetTree list, Measure measure, NamedPeriod period, Below below) {
        var by = below.by();
        var kind = below.people() == null ? null : Kind.TEAM;
        var groups = reports(known, list, period, question(measure, period, below.scope(), by), kind);
        if (below.people() == null) {
            return groups;
        }
        var people = reports(known, list, period, question(measure, period, below.people(), Label.OWNER), Kind.OWNER);
        return Stream.concat(
                        groups.stream()
                                .filter(row -> row.group() != null
                                        && (!(by instanceof TeamGroups teams) || teams.isWhole(row.group()))),
                        people.stream())
                .toList();
    }

    private static Question question(Measure measure, NamedPeriod period, Scope scope, Grouping by) {
        return new Question(scope, measure, period.interval(), period.from(), 1, by);
    }

    /** A row for who has deals that are open or closed in the period, and for who has called. */
    private List<Report> reports(
            InformationSet known, TargetTree list, NamedPeriod period, Question question, Kind kind) {
        var scope = question.scope();
        var by = question.by();
        var pipeline = known.pipeline().key();
        var called = new HashMap<String, Call>();
        for (var call : calls.latest(pipeline, question.measure(), period.name())) {
            var group = Reports.group(call, scope, by);
            if (group != null) {
                called.merge(group, call, (one, other) -> one.madeAt().isAfter(other.madeAt()) ? one : other);
            }
        }
        var reasons = forecasts.disclosure(known, question.measure()).reasons(scope, by);
        return forecasts.groups(known, question).stream()
                .filter(group -> group.forecast().isAtWork() || called.containsKey(group.group()))
                .map(group -> new Report(
                        group.group(),
                        kind,
                        TeamGroups.hasBelow(by, group.group()),
                        by instanceof TeamGroups teams && group.group() != null
                                ? teams.tree().managers(group.group())
                                : null,
                        list.of(question.about(new Grouping.Group(group.group())), 0),
                        group.forecast().periods().get(0),
                        reasons.get(new Grouping.Group(group.group())),
                        called.get(group.group())))
                .toList();
    }
}
