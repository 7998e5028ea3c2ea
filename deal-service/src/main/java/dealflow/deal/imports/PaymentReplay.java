package dealflow.deal.imports;

import dealflow.contract.payment.Money;
import dealflow.contract.payment.Payment;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.Amounts;
import dealflow.deal.DealFields;
import dealflow.deal.EventMetadata;
import dealflow.deal.payment.Payments;
import dealflow.deal.payment.RecordedPayment;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;

/** Records an imported deal's payments again, and takes back those that were, in the order of their time. */
final class PaymentReplay {

    private final List<ImportedDeal.ImportedPayment> given;
    private final Pipeline pipeline;
    private final HistoryReplay.Conversion conversion;
    private final Queue<Integer> coming;
    private final List<RecordedPayment> recorded = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();

    /**
     * @throws InvalidFieldException for the first that cannot be, whatever came before it
     */
    PaymentReplay(
            List<ImportedDeal.ImportedPayment> given,
            Pipeline pipeline,
            Instant now,
            HistoryReplay.Conversion conversion) {
        this.given = given;
        this.pipeline = pipeline;
        this.conversion = conversion;
        for (var number = 0; number < given.size(); number++) {
            check(number, now);
        }
        this.coming = new ArrayDeque<>(IntStream.range(0, given.size())
                .boxed()
                .sorted(Comparator.comparing(number -> time(given.get(number))))
                .toList());
    }

    private void check(int number, Instant now) {
        var payment = given.get(number);
        if (payment.reverses() != null) {
            checkReversal(number);
        } else {
            checkMoney(field(number), payment, now);
        }
        if (payment.at() != null && time(payment).isAfter(now)) {
            throw new InvalidFieldException(field(number) + ".at", "%s lies in the future".formatted(time(payment)));
        }
    }

    private void checkMoney(String field, ImportedDeal.ImportedPayment payment, Instant now) {
        var amount = Amounts.checked(field + ".amount", payment.amount(), true);
        if (amount == null || amount.amount().signum() == 0) {
            throw new InvalidFieldException(field + ".amount", "is required: above 0, or below 0 for a refund");
        }
        if (payment.reportingAmount() != null) {
            var reported = reported(field + ".reportingAmount", payment.reportingAmount());
            if (reported.amount().signum() * amount.amount().signum() < 0) {
                throw new InvalidFieldException(
                        field + ".reportingAmount", "must be on the side of 0 that 'amount' is on");
            }
        }
        if (payment.receivedOn() == null || startOf(payment.receivedOn()).isAfter(now)) {
            throw new InvalidFieldException(field + ".receivedOn", "is required, and not in the future");
        }
        if (payment.reason() != null) {
            throw new InvalidFieldException(field + ".reason", "only with 'reverses': why a payment was none");
        }
    }

    private void checkReversal(int number) {
        var field = field(number);
        var reversal = given.get(number);
        var reverses = reversal.reverses();
        if (reverses < 0 || reverses >= number || given.get(reverses).reverses() != null) {
            throw new InvalidFieldException(
                    field + ".reverses",
                    "%d is not the place of a payment before this one; the first is 0".formatted(reverses));
        }
        if (reversal.amount() != null
                || reversal.reportingAmount() != null
                || reversal.receivedOn() != null
                || reversal.reference() != null) {
            throw new InvalidFieldException(
                    field + ".reverses",
                    "says all of the money: leave out 'amount', 'reportingAmount', 'receivedOn' and 'reference'");
        }
        if (reason(field, reversal) == null) {
            throw new InvalidFieldException(field + ".reason", "is required: why it was no payment");
        }
    }

    private static String reason(String field, ImportedDeal.ImportedPayment reversal) {
        return DealFields.text(field + ".reason", reversal.reason());
    }

    private Money reported(String field, Money amount) {
        return HistoryReplay.reported(pipeline, field, amount, true);
    }

    /** The next that comes; null if all have. */
    ImportedDeal.ImportedPayment next() {
        return coming.isEmpty() ? null : given.get(coming.element());
    }

    /** Whether the next comes before an entry of the history; one counts from the start of its day unless it says when. */
    boolean comesBefore(int entry, Instant at) {
        var next = next();
        return next != null && (next.after() == null ? time(next).isBefore(at) : next.after() <= entry);
    }

    /** The payment that tells the next, which is done then. */
    Payment take(String id, EventMetadata metadata) {
        var number = coming.remove();
        return given.get(number).reverses() == null ? record(number, id) : reverse(number, id, metadata);
    }

    private Payment record(int number, String id) {
        var imported = given.get(number);
        var field = field(number);
        var amount = Amounts.checked(field + ".amount", imported.amount(), true);
        refuseUncovered(field, amount);
        var payment = new Payment(
                id,
                amount,
                imported.reportingAmount() == null
                        ? conversion.convert(field + ".amount", amount, pipeline.currency(), imported.receivedOn())
                        : reported(field + ".reportingAmount", imported.reportingAmount()),
                imported.receivedOn(),
                DealFields.text(field + ".reference", imported.reference()),
                null);
        places.put(number, recorded.size());
        recorded.add(RecordedPayment.of(payment));
        return payment;
    }

    /** What is taken back without a time counts from the day of the payment, which somebody who gives none will not expect. */
    private void refuseUncovered(String field, Money amount) {
        try {
            Payments.refuseUncovered(field + ".amount", recorded, amount);
        } catch (InvalidFieldException e) {
            var reversal = IntStream.range(0, given.size())
                    .filter(number -> given.get(number).reverses() != null
                            && given.get(number).at() == null
                            && !coming.contains(number))
                    .findFirst();
            if (reversal.isPresent()) {
                throw new InvalidFieldException(
                        field(reversal.getAsInt()) + ".at",
                        "is required: without it payments[%d] is taken back as soon as it came in, and then %s.amount %s"
                                .formatted(given.get(reversal.getAsInt()).reverses(), field, e.getMessage()));
            }
            throw e;
        }
    }

    private Payment reverse(int number, String id, EventMetadata metadata) {
        var reversal = given.get(number);
        var place = places.get(reversal.reverses());
        if (place == null) {
            throw new InvalidFieldException(field(number) + ".at", "lies before the payment that it takes back");
        }
        var wrong = recorded.get(place);
        try {
            Payments.refuseReversal(recorded, wrong);
        } catch (ConflictException e) {
            throw new InvalidFieldException(field(number) + ".reverses", e.getMessage());
        }
        var reason = reason(field(number), reversal);
        recorded.set(
                place, wrong.takenBack(new RecordedPayment.TakenBack(metadata.occurredAt(), metadata.actor(), reason)));
        return wrong.reversal(id, reason);
    }

    List<RecordedPayment> recorded() {
        return recorded;
    }

    Instant time(ImportedDeal.ImportedPayment payment) {
        if (payment.at() != null) {
            return payment.at().toInstant().truncatedTo(ChronoUnit.MICROS);
        }
        return payment.reverses() == null ? startOf(payment.receivedOn()) : time(given.get(payment.reverses()));
    }

    private Instant startOf(LocalDate day) {
        return day.atTime(LocalTime.MIN).atZone(pipeline.timeZone()).toInstant();
    }

    private static String field(int number) {
        return "payments[%d]".formatted(number);
    }
}
