package dealflow.deal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.deal.AmountBasis;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Person;
import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.contract.deal.Tick;
import dealflow.contract.event.Change;
import dealflow.contract.event.Confirmation;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.Direction;
import dealflow.contract.event.EventType;
import dealflow.contract.json.ContractJson;
import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.Payment;
import dealflow.contract.payment.PaymentTerm;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.database.JsonColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/**
 * A deal and its life. Every method that changes it returns the event that says so, with the next sequence; whoever
 * calls it saves both in one transaction.
 */
@Entity
// Writes what is different only: the words to search for and the like are made anew when a column they are made of is
// written.
@DynamicUpdate
@Table(name = "deal")
public class Deal {

    @Id
    private UUID id;

    private long sequence;

    @Column(name = "external_id")
    private String externalId;

    private String pipeline;

    @Column(name = "pipeline_version")
    private int pipelineVersion;

    private String title;

    @Column(name = "customer_id")
    private UUID customerId;

    @Column(name = "customer_name")
    private String customerName;

    @Column(name = "customer_country")
    private String customerCountry;

    @Column(name = "customer_external_id")
    private String customerExternalId;

    private String stage;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "stage_entered_at")
    private Instant stageEnteredAt;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "funnel_entered_at")
    private Instant funnelEnteredAt;

    @Column(name = "last_occurred_at")
    private Instant lastOccurredAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    private String owner;
    private String team;
    private String product;
    private String source;
    private String region;

    private BigDecimal amount;

    @Column(columnDefinition = "char(3)")
    private String currency;

    @Column(name = "reporting_amount")
    private BigDecimal reportingAmount;

    @Column(name = "reporting_currency", columnDefinition = "char(3)")
    private String reportingCurrency;

    @Convert(converter = JsonColumn.OfLines.class)
    @ColumnTransformer(write = "?::jsonb")
    private List<DealLine> lines = List.of();

    @Enumerated(EnumType.STRING)
    @Column(name = "amount_basis")
    private AmountBasis amountBasis;

    @Column(name = "expected_close_on")
    private LocalDate expectedCloseOn;

    @Column(name = "payment_terms")
    @Convert(converter = JsonColumn.OfPaymentTerms.class)
    @ColumnTransformer(write = "?::jsonb")
    private List<PaymentTerm> paymentTerms = List.of();

    @Convert(converter = JsonColumn.OfQualification.class)
    @ColumnTransformer(write = "?::jsonb")
    private Qualification qualification = QualificationRules.unknown();

    /** Kept by the database from the qualification, for those who look for deals. */
    @Column(insertable = false, updatable = false)
    private String verdict;

    @Convert(converter = JsonColumn.OfTicks.class)
    @ColumnTransformer(write = "?::jsonb")
    private List<Tick> checklist = List.of();

    @Column(name = "snoozed_until")
    private LocalDate snoozedUntil;

    @Column(name = "snooze_reason")
    private String snoozeReason;

    @Column(name = "stalled_at")
    private Instant stalledAt;

    @Convert(converter = JsonColumn.OfMilestones.class)
    @ColumnTransformer(write = "?::jsonb")
    private List<MilestoneReached> milestones = List.of();

    @Convert(converter = JsonColumn.OfPeople.class)
    @ColumnTransformer(write = "?::jsonb")
    private List<Person> people = List.of();

    @Convert(converter = JsonColumn.OfFields.class)
    @ColumnTransformer(write = "?::jsonb")
    private Map<String, Object> fields = Map.of();

    @Column(name = "import_hash")
    private byte[] importHash;

    protected Deal() {}

    /**
     * Opens a deal in a stage.
     *
     * @param details what is known of it; its amount already in both currencies
     */
    public static Opened open(
            UUID id,
            Pipeline pipeline,
            Stage stage,
            DealDetails details,
            Change change,
            EventMetadata metadata,
            String externalId,
            Qualification qualification,
            List<Tick> checklist) {
        var deal = new Deal();
        deal.id = id;
        deal.externalId = externalId;
        deal.pipeline = pipeline.key();
        deal.pipelineVersion = pipeline.version();
        deal.reportingCurrency = pipeline.currency();
        deal.openedAt = metadata.occurredAt();
        deal.qualification = qualification;
        deal.checklist = checklist;
        deal.set(details);
        deal.enter(stage.key(), stage.place() == Stage.Place.FUNNEL ? Status.OPEN : Status.LEAD, metadata.occurredAt());
        return new Opened(deal, deal.event(EventType.OPENED, metadata, change, null, null));
    }

    /** A new deal and the event of its opening. */
    public record Opened(Deal deal, DealEvent event) {}

    public Standing standing() {
        return new Standing(
                stage, status, funnelEnteredAt != null, qualification, checklist, people, fields, List.of());
    }

    /** Moves, by the rules of a version of its pipeline, which it follows from then on. */
    public DealEvent move(Change change, int version, EventMetadata metadata) {
        pipelineVersion = version;
        var next =
                switch (change.direction() == null ? Direction.RETURNED : change.direction()) {
                    case WON -> Status.WON;
                    case LOST -> Status.LOST;
                    case RETURNED -> Status.LEAD;
                    default -> Status.OPEN;
                };
        enter(change.toStage(), next, metadata.occurredAt());
        hear(change.confirmation());
        return event(EventType.STAGE_CHANGED, metadata, change, null, null);
    }

    /** Came with a line of a file, by which the same line is known again. */
    public void importedFrom(byte[] line) {
        importHash = line;
    }

    /** Takes over details; null if nothing is different. */
    public DealEvent revise(DealDetails details, EventMetadata metadata) {
        var before = details();
        if (before.equals(details)) {
            return null;
        }
        set(details);
        return event(EventType.REVISED, metadata, null, DealDetails.changed(before, details), null);
    }

    /** Is known to other systems by another key; null if by the same. */
    public DealEvent rekey(String key, EventMetadata metadata) {
        if (Objects.equals(externalId, key)) {
            return null;
        }
        var previous = previous().put("externalId", externalId);
        externalId = key;
        return event(EventType.REVISED, metadata, null, previous, null);
    }

    public DealEvent qualify(Qualification judged, EventMetadata metadata) {
        if (qualification.equals(judged)) {
            return null;
        }
        var previous = previous().set("qualification", ContractJson.tree(qualification));
        qualification = judged;
        return event(EventType.REVISED, metadata, null, (ObjectNode) previous, null);
    }

    /** Ticks an item, or unticks it where {@code tick} is null. */
    public DealEvent tick(String item, Tick tick, EventMetadata metadata) {
        var ticks = new ArrayList<>(checklist);
        ticks.removeIf(each -> each.item().equals(item));
        if (tick != null) {
            ticks.add(tick);
        } else if (ticks.size() == checklist.size()) {
            return null;
        }
        return tickAll(ticks, metadata);
    }

    /** Takes over all ticks at once; null if nothing is different. */
    public DealEvent tickAll(List<Tick> ticks, EventMetadata metadata) {
        if (checklist.equals(ticks)) {
            return null;
        }
        var previous = previous().set("checklist", ContractJson.tree(checklist));
        checklist = List.copyOf(ticks);
        return event(EventType.REVISED, metadata, null, (ObjectNode) previous, null);
    }

    /** Follows another version of its pipeline, which may call its stage otherwise: no move, and no new stay. */
    public DealEvent repoint(int version, String place, EventMetadata metadata) {
        var previous = previous();
        if (pipelineVersion != version) {
            previous.put("pipelineVersion", pipelineVersion);
        }
        if (!stage.equals(place)) {
            previous.put("stage", stage);
        }
        pipelineVersion = version;
        stage = place;
        return previous.isEmpty() ? null : event(EventType.REVISED, metadata, null, previous, null);
    }

    /** Is not stalled before a day, for a reason; neither lifts that. Null if nothing is different. */
    public DealEvent snooze(LocalDate until, String reason, EventMetadata metadata) {
        var previous = previous();
        if (!Objects.equals(snoozedUntil, until)) {
            previous.put("snoozedUntil", snoozedUntil == null ? null : snoozedUntil.toString());
        }
        if (!Objects.equals(snoozeReason, reason)) {
            previous.put("snoozeReason", snoozeReason);
        }
        snoozedUntil = until;
        snoozeReason = reason;
        return previous.isEmpty() ? null : event(EventType.REVISED, metadata, null, previous, null);
    }

    /** Has been where it is for longer than its stage allows; said once per stay. */
    public DealEvent stall(EventMetadata metadata) {
        stalledAt = metadata.occurredAt();
        return event(EventType.STALLED, metadata, null, null, null);
    }

    /** Has not been where it is for too long, by what its stage allows now; told of again when it has. */
    public void forgetStall() {
        stalledAt = null;
    }

    /** Takes over the milestones reached; null if nothing is different. */
    public DealEvent reach(List<MilestoneReached> reached, EventMetadata metadata) {
        if (milestones.equals(reached)) {
            return null;
        }
        var previous = previous().set("milestones", ContractJson.tree(milestones));
        milestones = List.copyOf(reached);
        return event(EventType.REVISED, metadata, null, (ObjectNode) previous, null);
    }

    /** Takes over the people on the customer's side; null if nothing is different. */
    public DealEvent meet(List<Person> known, EventMetadata metadata) {
        if (people.equals(known)) {
            return null;
        }
        var previous = previous().set("people", ContractJson.tree(people));
        people = List.copyOf(known);
        return event(EventType.REVISED, metadata, null, (ObjectNode) previous, null);
    }

    /** Whoever confirmed is on record as having done so. */
    private void hear(Confirmation confirmation) {
        if (confirmation != null && confirmation.person() != null) {
            people = people.stream()
                    .map(person -> person.id().equals(confirmation.person())
                            ? person.confirming(confirmation.confirmedAt())
                            : person)
                    .toList();
        }
    }

    private static ObjectNode previous() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Money came in or went back, or a payment is undone. */
    public DealEvent receive(Payment payment, EventMetadata metadata) {
        return event(EventType.PAYMENT_RECEIVED, metadata, null, null, payment);
    }

    public DealEvent delete(EventMetadata metadata) {
        sequence++;
        return new DealEvent(
                EventType.DELETED,
                id,
                sequence,
                metadata.occurredAt(),
                metadata.recordedAt(),
                metadata.actor(),
                metadata.origin(),
                null,
                null,
                null,
                null);
    }

    private void enter(String stageKey, Status next, Instant at) {
        stage = stageKey;
        status = next;
        stageEnteredAt = at;
        stalledAt = null;
        if (next == Status.OPEN && funnelEnteredAt == null) {
            funnelEnteredAt = at;
        }
    }

    private DealEvent event(
            EventType type, EventMetadata metadata, Change change, ObjectNode previous, Payment payment) {
        sequence++;
        lastOccurredAt = metadata.occurredAt();
        updatedAt = metadata.recordedAt();
        return new DealEvent(
                type,
                id,
                sequence,
                metadata.occurredAt(),
                metadata.recordedAt(),
                metadata.actor(),
                metadata.origin(),
                change,
                previous,
                payment,
                snapshot());
    }

    public DealDetails details() {
        return new DealDetails(
                title,
                customerName == null
                        ? null
                        : new Customer(customerId, customerName, customerCountry, customerExternalId),
                owner,
                team,
                product,
                source,
                region,
                fields,
                money(amount, currency),
                money(reportingAmount, reportingCurrency),
                lines,
                amountBasis,
                expectedCloseOn,
                paymentTerms);
    }

    private void set(DealDetails details) {
        title = details.title();
        customerId = details.customer() == null ? null : details.customer().id();
        customerName = details.customer() == null ? null : details.customer().name();
        customerCountry = details.customer() == null ? null : details.customer().country();
        customerExternalId =
                details.customer() == null ? null : details.customer().externalId();
        owner = details.owner();
        team = details.team();
        product = details.product();
        source = details.source();
        region = details.region();
        fields = details.fields();
        amount = details.amount() == null ? null : details.amount().amount();
        currency = details.amount() == null ? null : details.amount().currency();
        reportingAmount = details.reportingAmount() == null
                ? null
                : details.reportingAmount().amount();
        lines = details.lines();
        amountBasis = details.amountBasis();
        expectedCloseOn = details.expectedCloseOn();
        paymentTerms = details.paymentTerms();
    }

    /** The whole deal as its events and the API show it. */
    public DealSnapshot snapshot() {
        var details = details();
        return new DealSnapshot(
                id,
                externalId,
                pipeline,
                pipelineVersion,
                title,
                details.customer(),
                stage,
                status,
                stageEnteredAt,
                openedAt,
                owner,
                team,
                product,
                source,
                region,
                fields,
                details.amount(),
                details.reportingAmount(),
                lines,
                amountBasis,
                expectedCloseOn,
                paymentTerms,
                qualification,
                checklist,
                snoozedUntil,
                snoozeReason,
                milestones,
                people);
    }

    public UUID id() {
        return id;
    }

    /** How many events it has; the version that an ETag names. */
    public long sequence() {
        return sequence;
    }

    public String externalId() {
        return externalId;
    }

    public String pipeline() {
        return pipeline;
    }

    public String reportingCurrency() {
        return reportingCurrency;
    }

    public int pipelineVersion() {
        return pipelineVersion;
    }

    public String stage() {
        return stage;
    }

    public Status status() {
        return status;
    }

    public Instant stageEnteredAt() {
        return stageEnteredAt;
    }

    public Instant lastOccurredAt() {
        return lastOccurredAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public String owner() {
        return owner;
    }

    public String team() {
        return team;
    }

    /** The company's own. */
    public Map<String, Object> fields() {
        return fields;
    }

    public String currency() {
        return currency;
    }

    public BigDecimal reportingAmount() {
        return reportingAmount;
    }

    public LocalDate expectedCloseOn() {
        return expectedCloseOn;
    }

    public List<PaymentTerm> paymentTerms() {
        return paymentTerms;
    }

    public Qualification qualification() {
        return qualification;
    }

    public List<Tick> checklist() {
        return checklist;
    }

    public LocalDate snoozedUntil() {
        return snoozedUntil;
    }

    public String snoozeReason() {
        return snoozeReason;
    }

    public Instant stalledAt() {
        return stalledAt;
    }

    public List<Person> people() {
        return people;
    }

    public List<MilestoneReached> milestones() {
        return milestones;
    }

    private Money money(BigDecimal value, String valueCurrency) {
        return value == null ? null : Amounts.money(value, valueCurrency);
    }
}
