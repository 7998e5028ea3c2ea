package dealflow.forecast.attainment;

import dealflow.consumer.Teams;
import dealflow.contract.forecast.TargetOutlook;
import dealflow.contract.organisation.TeamChoice;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.fiscal.FiscalYears;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.outbox.EventFigures;
import dealflow.forecast.target.Target;
import dealflow.forecast.target.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** How likely each target of a period under way is to be reached, where a viewer would be told. */
@ApplicationScoped
public class TargetChances {

    private static final Logger LOG = Logger.getLogger(TargetChances.class);

    /** Of a pipeline; the wide ones go before, and further ones are not judged. */
    private static final int MOST = 1000;

    private static final Comparator<Target> WIDE_FIRST = Comparator.comparing((Target target) -> target.owner() != null)
            .thenComparing(target -> target.team() != null);

    private final Forecasts forecasts;
    private final Targets targets;
    private final FiscalYears fiscalYears;
    private final Teams teams;

    TargetChances(Forecasts forecasts, Targets targets, FiscalYears fiscalYears, Teams teams) {
        this.forecasts = forecasts;
        this.targets = targets;
        this.fiscalYears = fiscalYears;
        this.teams = teams;
    }

    private record UnderWay(Target target, NamedPeriod period) {}

    public List<JudgedTarget> of(InformationSet known) {
        var underWay = underWay(known);
        var judged = new ArrayList<JudgedTarget>();
        for (var one : underWay) {
            var outlook = judged.size() < MOST ? orNone(known, one) : null;
            judged.add(new JudgedTarget(JudgedTarget.Key.of(one.target()), outlook));
        }
        if (underWay.size() > MOST) {
            LOG.warnf(
                    "%s has %d targets of periods under way, of which %d are judged",
                    known.pipeline().key(), underWay.size(), MOST);
        }
        return judged;
    }

    private List<UnderWay> underWay(InformationSet known) {
        var calendar = fiscalYears.current();
        return targets.of(known.pipeline().key()).targets().stream()
                .filter(Target::isPlain)
                .sorted(WIDE_FIRST)
                .map(target -> new UnderWay(target, NamedPeriod.of(target.period(), calendar)))
                .filter(one -> one.period() != null
                        && !one.period().from().isAfter(known.today())
                        && one.period().to().isAfter(known.today()))
                .toList();
    }

    /** One that cannot be judged holds up no other. */
    private TargetOutlook orNone(InformationSet known, UnderWay one) {
        try {
            return outlook(known, one.target(), one.period());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "A target of %s for %s could not be judged",
                    known.pipeline().key(),
                    one.period().name());
            return null;
        }
    }

    private TargetOutlook outlook(InformationSet known, Target target, NamedPeriod named) {
        var scope = scope(known, target);
        if (forecasts.disclosure(known, target.measure()).reason(scope) != null) {
            return null;
        }
        var forecast = forecasts.forecast(
                known, new Question(scope, target.measure(), named.interval(), named.from(), 1, null));
        var period = forecast.periods().get(0);
        var chance = forecast.progress(period, target.amount().doubleValue()).chance();
        return chance == null
                ? null
                : new TargetOutlook(
                        EventFigures.name(target.measure()),
                        target.period(),
                        named.from(),
                        named.to(),
                        target.team(),
                        target.owner(),
                        EventFigures.amount(target.amount()),
                        EventFigures.amount(period.closedAmount()),
                        EventFigures.expected(period.total()),
                        EventFigures.rounded(chance),
                        EventFigures.time(known.asOf()));
    }

    /** A team's target is about all teams below it, too. */
    private Scope scope(InformationSet known, Target target) {
        var scope = new Scope(target.owner(), target.team(), null, null, null);
        return target.team() == null
                ? scope
                : scope.with(new TeamChoice(teams.at(known.asOf()), Set.of(target.team()), true));
    }
}
