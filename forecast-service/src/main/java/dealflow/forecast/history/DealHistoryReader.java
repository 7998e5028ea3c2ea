package dealflow.forecast.history;

import dealflow.contract.deal.Status;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads lives off {@link PackedHistory}s, as of any moment, by the stages of the pipeline's present version. */
public final class DealHistoryReader {

    private static final Status[] STATUSES = Status.values();

    private final Pipeline pipeline;
    private final Dictionaries dictionaries;
    private final ZonedDays days;
    private final List<String> stages;
    private final Map<Integer, Integer> positions = new HashMap<>();
    /** Most deals have not been paid, and customers have several. */
    private final Map<Unpaid, PaymentRecord> unpaid = new HashMap<>();

    /** By the numbers that the dictionaries have of each. */
    private record Unpaid(int customer, int terms, int milestones) {}

    public DealHistoryReader(Pipeline pipeline, Dictionaries dictionaries, ZonedDays days) {
        this.pipeline = pipeline;
        this.dictionaries = dictionaries;
        this.days = days;
        this.stages = pipeline.funnelStages().stream().map(Stage::key).toList();
    }

    /**
     * What was known of a deal.
     *
     * @param asOf the last moment that counts, in microseconds since the epoch
     * @return null for one that had been neither in the funnel nor won
     */
    public DealHistory read(PackedHistory packed, long asOf) {
        var visits = new ArrayList<Visit>(4);
        var visitors = new ArrayList<Scope.Labels>(4);
        List<CloseDate> closeDates = List.of();
        Scope.Labels handedOver = null;
        var handedFrom = -1;
        var wonDay = -1;
        var quoted = Double.NaN;
        List<Quantity> quotedQuantities = List.of();
        var last = -1;
        for (var state = 0; state < packed.stateCount() && packed.at(state) <= asOf; state++) {
            last = state;
            var status = STATUSES[packed.status(state)];
            var day = day(packed.at(state));
            if (status == Status.OPEN) {
                quoted = packed.amount(state);
                quotedQuantities = packed.quantities(state);
                closeDates =
                        said(closeDates, new CloseDate(day, packed.expectedDay(state), packed.isExpectedLate(state)));
            }
            var moved = move(visits, day, position(status, packed.stage(state)), status);
            if (moved && state > 0 && packed.at(state - 1) == packed.at(state) && handedOver != null) {
                // Handed over in the moment of the move: by whoever takes the deal on from there.
                visitors.set(handedFrom, handedOver);
            }
            handedOver = null;
            if (!visits.isEmpty() && visits.get(visits.size() - 1).open()) {
                var labels = dictionaries.labels.value(packed.labels(state));
                if (visitors.size() == visits.size()) {
                    handedFrom = visits.size() - 1;
                    handedOver = visitors.set(handedFrom, labels);
                } else {
                    visitors.add(labels);
                }
            }
            if (!moved) {
                continue;
            }
            if (status != Status.WON) {
                wonDay = -1;
            } else if (wonDay < 0) {
                wonDay = day;
            }
        }
        if (visits.isEmpty() && wonDay < 0) {
            return null;
        }
        var labels = dictionaries.labels.value(packed.labels(last));
        return new DealHistory(
                labels,
                quoted,
                packed.amount(last),
                visits.isEmpty() ? -1 : visits.get(0).entered(),
                wonDay,
                closeDates.size() > 1 ? List.copyOf(closeDates) : closeDates,
                List.copyOf(visits),
                others(visitors, labels),
                paymentRecord(packed, last, asOf),
                packed.parts(last),
                quotedQuantities,
                packed.quantities(last));
    }

    /** Few deals are handed over, and lives are many. */
    private static List<Scope.Labels> others(List<Scope.Labels> visitors, Scope.Labels labels) {
        for (var visitor : visitors) {
            if (visitor != labels) {
                return List.copyOf(visitors);
            }
        }
        return List.of();
    }

    /** Most deals have no such day, or one. */
    private static List<CloseDate> said(List<CloseDate> before, CloseDate date) {
        if (before.isEmpty()) {
            return date.on() == CloseDate.NONE ? before : List.of(date);
        }
        var last = before.get(before.size() - 1);
        if (date.on() == last.on() && date.late() == last.late()) {
            return before;
        }
        var more = new ArrayList<>(before);
        more.add(date);
        return more;
    }

    /** False where nothing has changed, or the stage is not of the funnel. */
    private static boolean move(List<Visit> visits, int day, int to, Status status) {
        if (!visits.isEmpty() && visits.get(visits.size() - 1).open()) {
            var last = visits.get(visits.size() - 1);
            if (last.stage() == to || to < 0) {
                return false;
            }
            visits.set(visits.size() - 1, new Visit(last.stage(), last.entered(), day, to));
        }
        if (status == Status.OPEN && to >= 0) {
            visits.add(new Visit(to, day, Visit.OPEN, to));
        }
        return true;
    }

    private int position(Status status, int stage) {
        return switch (status) {
            case OPEN ->
                positions.computeIfAbsent(
                        stage, number -> stages.indexOf(pipeline.current(dictionaries.stages.value(number))));
            case WON -> stages.size();
            case LOST, LEAD -> stages.size() + 1;
        };
    }

    private PaymentRecord paymentRecord(PackedHistory packed, int last, long asOf) {
        var received = new ArrayList<PaymentRecord.Received>(0);
        for (var i = 0; i < packed.paymentCount() && packed.paymentAt(i) <= asOf; i++) {
            if (!packed.isReversed(i) || packed.paymentReversedAt(i) > asOf) {
                received.add(new PaymentRecord.Received(packed.paymentDay(i), packed.paymentAmount(i)));
            }
        }
        return received.isEmpty()
                ? unpaid.computeIfAbsent(
                        new Unpaid(packed.customer(last), packed.terms(last), packed.milestones(last)),
                        same -> paymentRecord(packed, last, received))
                : paymentRecord(packed, last, received);
    }

    private PaymentRecord paymentRecord(PackedHistory packed, int last, List<PaymentRecord.Received> received) {
        return new PaymentRecord(
                dictionaries.customers.value(packed.customer(last)),
                dictionaries.terms.value(packed.terms(last)),
                dictionaries.milestones.value(packed.milestones(last)),
                List.copyOf(received));
    }

    private int day(long micros) {
        return days.of(micros);
    }
}
