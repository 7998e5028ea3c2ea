package dealflow.benchmark.funnel;

import dealflow.benchmark.system.Bench;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.contract.deal.Tick;
import dealflow.contract.event.Change;
import dealflow.contract.event.Confirmation;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.Direction;
import dealflow.contract.event.EventType;
import dealflow.contract.payment.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Events of a company that has many deals open at once: five a deal, mixed as they would happen. */
final class ManyDeals {

    static final int EVENTS_EACH = 5;
    private static final int OPEN_AT_ONCE = 50_000;
    private static final Instant BEGIN = Instant.parse("2023-01-02T08:00:00Z");
    private static final Duration SPAN = Duration.ofDays(3 * 365);

    private final Random random = new Random(5);
    private final DealEvent[] open;
    private final long events;
    private long made;
    private int begun;

    ManyDeals(long events) {
        this.events = events;
        this.open = new DealEvent[(int) Math.min(OPEN_AT_ONCE, events / EVENTS_EACH)];
    }

    /** The next event, of one of the open deals; whoever has had all of its own makes room for a new deal. */
    DealEvent next() {
        var place = random.nextInt(open.length);
        var last = open[place];
        var at = BEGIN.plus(SPAN.multipliedBy(made++).dividedBy(events));
        var event = last == null || last.sequence() == EVENTS_EACH ? opened(at) : moved(last, at);
        open[place] = event;
        return event;
    }

    private DealEvent opened(Instant at) {
        var number = begun++;
        var id = new UUID(random.nextLong(), random.nextLong());
        var change = new Change(Direction.IN, null, "a", List.of(), confirmation("INQUIRY", at), null, null, null);
        return event(EventType.OPENED, id, 1, at, change, snapshot(id, number, "a", Status.OPEN, at, at));
    }

    private DealEvent moved(DealEvent last, Instant at) {
        var before = last.deal();
        var sequence = last.sequence() + 1;
        var ends = sequence == EVENTS_EACH;
        var won = ends && random.nextInt(4) == 0;
        var to = ends ? won ? "won" : "lost" : Bench.STAGES[(int) sequence - 1];
        var direction = ends ? won ? Direction.WON : Direction.LOST : Direction.FORWARD;
        var status = ends ? won ? Status.WON : Status.LOST : Status.OPEN;
        var change = new Change(
                direction,
                before.stage(),
                to,
                List.of(),
                direction == Direction.LOST ? null : confirmation("SAMPLE_REQUEST", at),
                direction == Direction.LOST ? "price" : null,
                null,
                null);
        var number = Integer.parseInt(before.externalId());
        return event(
                EventType.STAGE_CHANGED,
                last.dealId(),
                sequence,
                at,
                change,
                snapshot(last.dealId(), number, to, status, at, before.openedAt()));
    }

    private static DealEvent event(
            EventType type, UUID id, long sequence, Instant at, Change change, DealSnapshot deal) {
        return new DealEvent(
                type, id, sequence, at, at.plusSeconds(72), "li.wei@example.com", "api", change, null, null, deal);
    }

    private static DealSnapshot snapshot(
            UUID id, int number, String stage, Status status, Instant at, Instant openedAt) {
        var amount = new Money(new BigDecimal(100 + number % 90_000).setScale(2), "USD");
        var said = new Qualification.Element(Qualification.State.CONFIRMED, "in its inquiry");
        var qualification = new Qualification(said, said, said, said, Qualification.Verdict.GENUINE);
        return new DealSnapshot(
                id,
                String.valueOf(number),
                Bench.PIPELINE,
                1,
                "Deal " + number,
                new Customer("Customer " + number % 5000, "DE", "C" + number % 5000),
                stage,
                status,
                at,
                openedAt,
                "rep" + number % 500,
                "team" + number % 25,
                "product" + number % 40,
                "source" + number % 8,
                "region" + number % 12,
                amount,
                amount,
                null,
                List.of(),
                qualification,
                List.of(new Tick("need-stated", at, "li.wei@example.com", null)),
                null,
                null,
                List.of(),
                List.of());
    }

    private static Confirmation confirmation(String signal, Instant at) {
        return new Confirmation("Ms Customer", signal, "email", at, "mail-20260302-17");
    }
}
