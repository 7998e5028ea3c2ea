package dealflow.funnel;

import dealflow.contract.Pipeline;
import dealflow.contract.Stage;
import dealflow.contract.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers questions about funnels from the ledger. */
@ApplicationScoped
public class Funnels {

    private static final int MOST_INTERVALS = 400;

    @Inject
    Ledger ledger;

    /** The smallest sample that gives a rate. */
    @ConfigProperty(name = "dealflow.minimum-sample", defaultValue = "10")
    int minimum;

    /** How deals of a window are chosen: by their entry, or by the visits that ended in it. */
    public enum Basis {
        COHORT,
        PERIOD
    }

    /** How long the parts of a flow are. */
    public enum Interval {
        WEEK,
        MONTH,
        QUARTER
    }

    /** What a breakdown groups by. */
    public enum Dimension {
        OWNER(DealState::owner),
        TEAM(DealState::team),
        PRODUCT(DealState::product),
        SOURCE(DealState::source),
        REGION(DealState::region),
        LOSTREASON(null) {
            @Override
            String of(Life life) {
                return life.lostBecause().orElse(null);
            }
        };

        private final Function<DealState, String> value;

        Dimension(Function<DealState, String> value) {
            this.value = value;
        }

        String of(Life life) {
            return value.apply(life.last());
        }
    }

    /**
     * How long it takes, of all, also those that still wait.
     *
     * @param median null where too many still wait to say; p75 and p90 likewise
     */
    public record Times(Duration median, Duration p75, Duration p90, int sample) {

        static Times of(List<KaplanMeier.Stay> stays, int minimum) {
            var curve = new KaplanMeier(stays);
            return stays.size() < minimum
                    ? new Times(null, null, null, stays.size())
                    : new Times(curve.quantile(0.5), curve.quantile(0.75), curve.quantile(0.9), curve.sample());
        }
    }

    /** One stage of a funnel on cohort basis. */
    public record StageRow(
            String stage,
            Map<String, String> names,
            Total capacity,
            Total reached,
            Rate fromPrevious,
            Rate fromEntry,
            Total lostHere,
            Times timeInStage) {}

    /** One stage of a funnel on period basis: the visits that ended, by how. */
    public record EndedRow(
            String stage,
            Map<String, String> names,
            Total capacity,
            long ended,
            long forward,
            long backward,
            long won,
            long lost,
            long returned,
            Rate onward) {}

    /** Of the deals decided in the window, those won. */
    public record WinRate(Rate byCount, Rate byAmount) {}

    /** A funnel; {@code stages} holds rows of the basis. */
    public record FunnelAnswer(
            String pipeline,
            Instant from,
            Instant to,
            Instant asOf,
            Instant dataFreshAsOf,
            String basis,
            String currency,
            Total entered,
            Total won,
            Total lost,
            Total open,
            Total returned,
            List<?> stages,
            WinRate winRate) {}

    /** The flow of one interval. */
    public record FlowInterval(Instant from, Instant to, Map<String, Flow> stages, Flow total) {}

    /** Flows, interval by interval. */
    public record FlowAnswer(
            String pipeline,
            Instant from,
            Instant to,
            Instant asOf,
            Instant dataFreshAsOf,
            String currency,
            List<FlowInterval> intervals) {}

    /** One group of a breakdown. */
    public record Group(
            String group,
            Total entered,
            Total won,
            Total lost,
            Total open,
            Rate winRate,
            Map<String, Total> lostByStage) {}

    /** A breakdown of a cohort. */
    public record BreakdownAnswer(
            String pipeline,
            Instant from,
            Instant to,
            Instant asOf,
            Instant dataFreshAsOf,
            String currency,
            String by,
            List<Group> groups) {}

    public List<Pipeline> pipelines() {
        return ledger.pipelines();
    }

    /**
     * @throws NotFoundException if the pipeline is not known here
     */
    public Question question(String pipeline, String from, String to, String asOf, String within) {
        var definition = ledger.pipeline(pipeline).orElseThrow(() -> new NotFoundException("pipeline", pipeline));
        return Question.of(definition, from, to, asOf, within, Instant.now());
    }

    public FunnelAnswer funnel(Question question, Basis basis, Filter filter) {
        var lives = ledger.lives(question.pipeline().key(), question.asOf());
        var cohort = new Cohort(question.pipeline(), lives, question.from(), question.to(), question.within(), filter);
        return new FunnelAnswer(
                question.pipeline().key(),
                question.from(),
                question.to(),
                question.asOf(),
                ledger.dataFreshAsOf(),
                basis.name().toLowerCase(),
                question.pipeline().currency(),
                Total.of(cohort.lives()),
                Total.of(cohort.with(Status.WON)),
                Total.of(cohort.with(Status.LOST)),
                Total.of(cohort.with(Status.OPEN)),
                Total.of(cohort.with(Status.LEAD)),
                basis == Basis.COHORT
                        ? cohortRows(question, cohort, lives, filter)
                        : periodRows(question, lives, filter),
                winRate(question, lives, filter));
    }

    private List<StageRow> cohortRows(Question question, Cohort cohort, List<Life> lives, Filter filter) {
        var rows = new ArrayList<StageRow>();
        var previous = cohort.lives();
        for (var stage : question.pipeline().funnelStages()) {
            var reached = cohort.reached(stage.key());
            rows.add(new StageRow(
                    stage.key(),
                    stage.names(),
                    capacity(lives, stage, filter),
                    Total.of(reached),
                    cohort.rate(previous, reached, minimum),
                    cohort.rate(cohort.lives(), reached, minimum),
                    Total.of(cohort.lostIn(stage.key())),
                    timeIn(stage, cohort.lives(), question)));
            previous = reached;
        }
        return rows;
    }

    /** What is in a stage at the moment that is asked about. */
    private static Total capacity(List<Life> lives, Stage stage, Filter filter) {
        return Total.of(lives.stream()
                .filter(life -> life.last().inFunnel())
                .filter(life -> life.last().stage().equals(stage.key()))
                .filter(life -> filter.test(life.last()))
                .toList());
    }

    private Times timeIn(Stage stage, List<Life> lives, Question question) {
        var stays = lives.stream()
                .flatMap(life -> life.visits().stream()
                        .filter(visit -> visit.stage().equals(stage.key()))
                        .map(visit -> stay(visit, seenUntil(life, question))))
                .toList();
        return Times.of(stays, minimum);
    }

    private static KaplanMeier.Stay stay(Life.Visit visit, Instant seenUntil) {
        return visit.leftAt() == null
                ? new KaplanMeier.Stay(Duration.between(visit.enteredAt(), seenUntil), false)
                : new KaplanMeier.Stay(Duration.between(visit.enteredAt(), visit.leftAt()), true);
    }

    /** A stay that {@code within} cuts off was seen no longer than that. */
    private static Instant seenUntil(Life life, Question question) {
        if (question.within() == null) {
            return question.asOf();
        }
        var end = life.firstEntry().orElseThrow().plus(question.within());
        return end.isBefore(question.asOf()) ? end : question.asOf();
    }

    private List<EndedRow> periodRows(Question question, List<Life> lives, Filter filter) {
        var rows = new ArrayList<EndedRow>();
        for (var stage : question.pipeline().funnelStages()) {
            var ended = lives.stream()
                    .flatMap(life -> life.visits().stream())
                    .filter(visit -> visit.stage().equals(stage.key()) && visit.leftAt() != null)
                    .filter(visit -> !visit.leftAt().isBefore(question.from())
                            && visit.leftAt().isBefore(question.to()))
                    .map(Life.Visit::next)
                    .filter(filter)
                    .toList();
            var won = ended.stream().filter(next -> next.status() == Status.WON).count();
            var lost =
                    ended.stream().filter(next -> next.status() == Status.LOST).count();
            var returned =
                    ended.stream().filter(next -> next.status() == Status.LEAD).count();
            var position = question.pipeline().position(stage.key());
            var forward = ended.stream()
                    .filter(DealState::inFunnel)
                    .filter(next -> question.pipeline().position(next.stage()) > position)
                    .count();
            rows.add(new EndedRow(
                    stage.key(),
                    stage.names(),
                    capacity(lives, stage, filter),
                    ended.size(),
                    forward,
                    ended.size() - forward - won - lost - returned,
                    won,
                    lost,
                    returned,
                    Rate.of(forward + won, ended.size(), 0, minimum)));
        }
        return rows;
    }

    /** Of the deals whose last decision lies in the window: a decision that was taken back is none. */
    private WinRate winRate(Question question, List<Life> lives, Filter filter) {
        var decided = lives.stream()
                .filter(life -> life.firstEntry().isPresent() && life.decided() && filter.test(life.last()))
                .filter(life -> {
                    var at = decidedAt(life);
                    return !at.isBefore(question.from()) && at.isBefore(question.to());
                })
                .toList();
        var won = decided.stream()
                .filter(life -> life.last().status() == Status.WON)
                .toList();
        return new WinRate(
                Rate.of(won.size(), decided.size(), 0, minimum),
                Rate.ofAmount(Total.of(won).amount(), Total.of(decided).amount(), decided.size(), minimum));
    }

    /** When a closed deal was decided: its last move, whatever was revised or paid since. */
    private static Instant decidedAt(Life life) {
        var states = life.states();
        var at = life.last().at();
        for (var i = states.size() - 1;
                i >= 0 && states.get(i).status() == life.last().status();
                i--) {
            at = states.get(i).at();
        }
        return at;
    }

    public FlowAnswer flow(Question question, Interval interval, Filter filter) {
        var lives = ledger.lives(question.pipeline().key(), question.asOf());
        var intervals = new ArrayList<FlowInterval>();
        for (var begin = question.from(); begin.isBefore(question.to()); ) {
            var next = next(begin, interval, question.pipeline());
            var end = next.isAfter(question.to()) ? question.to() : next;
            var stages = inOrder(question.pipeline(), Flow.byStage(lives, begin, end, filter));
            intervals.add(new FlowInterval(begin, end, stages, Flow.sum(stages.values())));
            if (intervals.size() > MOST_INTERVALS) {
                throw new InvalidParameterException(
                        "interval", "gives more than %d intervals: ask for longer ones".formatted(MOST_INTERVALS));
            }
            begin = end;
        }
        return new FlowAnswer(
                question.pipeline().key(),
                question.from(),
                question.to(),
                question.asOf(),
                ledger.dataFreshAsOf(),
                question.pipeline().currency(),
                intervals);
    }

    private static Map<String, Flow> inOrder(Pipeline pipeline, Map<String, Flow> flows) {
        var ordered = new LinkedHashMap<String, Flow>();
        pipeline.funnelStages()
                .forEach(stage -> ordered.put(stage.key(), flows.getOrDefault(stage.key(), Flow.sum(List.of()))));
        flows.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static Instant next(Instant begin, Interval interval, Pipeline pipeline) {
        var day = ZonedDateTime.ofInstant(begin, pipeline.timeZone()).toLocalDate();
        var next =
                switch (interval) {
                    case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                    case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
                    case QUARTER -> day.withDayOfMonth(1).plusMonths(3 - (day.getMonthValue() - 1) % 3);
                };
        return next.atStartOfDay(pipeline.timeZone()).toInstant();
    }

    public BreakdownAnswer breakdown(Question question, Dimension by, Filter filter) {
        var lives = ledger.lives(question.pipeline().key(), question.asOf());
        var cohort = new Cohort(question.pipeline(), lives, question.from(), question.to(), question.within(), filter);
        var groups = cohort.lives().stream()
                .collect(Collectors.groupingBy(life -> String.valueOf(by.of(life)), TreeMap::new, Collectors.toList()));
        return new BreakdownAnswer(
                question.pipeline().key(),
                question.from(),
                question.to(),
                question.asOf(),
                ledger.dataFreshAsOf(),
                question.pipeline().currency(),
                by.name().toLowerCase(),
                groups.entrySet().stream()
                        .map(group -> group(group.getKey(), group.getValue()))
                        .toList());
    }

    private Group group(String name, List<Life> lives) {
        var won = with(lives, Status.WON);
        var lost = with(lives, Status.LOST);
        var open = with(lives, Status.OPEN);
        var lostByStage = new TreeMap<String, Total>();
        for (var life : lost) {
            var amount = new Total(1, BigDecimal.ZERO.add(life.last().amountOrZero()));
            lostByStage.merge(life.lastFunnelStage().orElseThrow(), Total.NOTHING.plus(amount), Total::plus);
        }
        return new Group(
                name,
                Total.of(lives),
                Total.of(won),
                Total.of(lost),
                Total.of(open),
                Rate.of(won.size(), won.size() + lost.size(), open.size(), minimum),
                lostByStage);
    }

    private static List<Life> with(List<Life> lives, Status status) {
        return lives.stream().filter(life -> life.last().status() == status).toList();
    }
}
