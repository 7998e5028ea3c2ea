package dealflow.deal.operations;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.Person;
import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Tick;
import dealflow.contract.event.DealEvent;
import dealflow.contract.json.ContractJson;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.DealDetails;
import dealflow.deal.Deals;
import dealflow.deal.EventMetadata;
import dealflow.deal.customer.CustomerErasure;
import dealflow.deal.database.JsonText;
import dealflow.deal.organisation.TeamDefinitions;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.erasure.PersonalColumn.Found;
import dealflow.edge.erasure.PersonalName;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes a person's name out of all that this service keeps (GDPR art. 17, PIPL art. 47): a pseudonym takes its place, so that
 * every sum stays what it was. What was on Kafka before is the operators' to replace (README, "Erasure").
 */
@ApplicationScoped
public class Erasures {

    /** Every event is looked at. */
    static final int TIMEOUT_SECONDS = 600;

    @Inject
    Deals deals;

    @Inject
    Outbox outbox;

    @Inject
    CustomerErasure customers;

    @Inject
    TeamDefinitions teams;

    @Inject
    Jdbi database;

    @Inject
    Clock clock;

    /**
     * What became of a name.
     *
     * @param pseudonym null for a dry run
     * @param deals that have changed by it, each told in events of its own
     * @param events of the past that were rewritten
     * @param answers kept for repeated requests, and now forgotten
     * @param columns where else it stood; those with none are left out
     */
    public record Erased(@Nullable String pseudonym, long deals, long events, long answers, List<Found> columns) {}

    public Erased erase(String name, String actor) {
        return QuarkusTransaction.joiningExisting().timeout(TIMEOUT_SECONDS).call(() -> erase(person(name), actor));
    }

    /** What {@link #erase} would do: it is done, and undone. */
    public Erased dryRun(String name, String actor) {
        var person = person(name);
        var done = QuarkusTransaction.suspendingExisting().call(() -> {
            QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(TIMEOUT_SECONDS));
            try {
                return erase(person, actor);
            } finally {
                QuarkusTransaction.rollback();
            }
        });
        return new Erased(null, done.deals(), done.events(), done.answers(), done.columns());
    }

    private static PersonalName person(String name) {
        try {
            return PersonalName.of(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("name", e.getMessage());
        }
    }

    private Erased erase(PersonalName person, String actor) {
        var columns = new ArrayList<Found>(database.withHandle(transaction -> PersonalColumns.OF_DEALS.stream()
                .map(column -> column.count(transaction, person))
                .toList()));
        var changed = toldOf(person).stream()
                .filter(id -> eraseFrom(id, person, actor))
                .count();
        deals.flush();
        var buyers = customers.holding(person);
        var managed = teams.holding(person);
        // Also the events that were just written: what a deal was before is the name, too.
        columns.addAll(database.withHandle(transaction -> PersonalColumns.OTHERS.stream()
                .map(column -> column.erase(transaction, person))
                .toList()));
        customers.renew(buyers);
        teams.renew(managed, person, actor);
        var events = columns.stream()
                .filter(found -> found.column().equals("outbox.payload"))
                .mapToLong(Found::rows)
                .sum();
        return new Erased(
                person.pseudonym(),
                changed,
                events,
                forgetAnswers(person),
                columns.stream().filter(found -> found.rows() > 0).toList());
    }

    /** The deals, deleted ones too, of which an event holds the name. */
    private List<UUID> toldOf(PersonalName person) {
        return database
                .withHandle(transaction -> transaction
                        .createQuery(
                                "SELECT DISTINCT aggregateid FROM outbox WHERE aggregatetype = 'deals' AND payload ~ :name")
                        .bind("name", person.search())
                        .mapTo(String.class)
                        .list())
                .stream()
                .map(UUID::fromString)
                .sorted()
                .toList();
    }

    private int forgetAnswers(PersonalName person) {
        return database.withHandle(transaction -> transaction
                .createUpdate(
                        """
                        DELETE FROM first_answer
                        WHERE caller ~ :name OR key ~ :name OR headers::text ~ :name OR convert_from(body, 'UTF8') ~ :name
                        """)
                .bind("name", person.search())
                .execute());
    }

    /** Whether the deal, as it is now, held the name. Deleted deals live on in their events only. */
    private boolean eraseFrom(UUID id, PersonalName person, String actor) {
        var deal = deals.lockIfThere(id);
        if (deal == null) {
            return false;
        }
        var told = Stream.<DealEvent>of(
                        deal.rekey(erasedKey(deal, person), metadata(deal, actor)),
                        deal.revise(erased(deal.details(), person), metadata(deal, actor)),
                        deal.qualify(erased(deal.qualification(), person), metadata(deal, actor)),
                        deal.tickAll(erased(deal.checklist(), person), metadata(deal, actor)),
                        deal.snooze(deal.snoozedUntil(), person.erasedFrom(deal.snoozeReason()), metadata(deal, actor)),
                        deal.meet(people(deal.people(), person), metadata(deal, actor)))
                .filter(Objects::nonNull)
                .toList();
        outbox.append(told);
        return !told.isEmpty();
    }

    /** Keys are unique in a pipeline, also where two spellings of a name become one pseudonym. */
    private String erasedKey(Deal deal, PersonalName person) {
        var erased = person.erasedFrom(deal.externalId());
        var key = erased;
        for (var number = 2; !Objects.equals(key, deal.externalId()) && deals.taken(deal.pipeline(), key); number++) {
            key = erased + "-" + number;
        }
        return key;
    }

    private EventMetadata metadata(Deal deal, String actor) {
        var now = clock.instant();
        return new EventMetadata(DealChanges.occurred(null, deal.lastOccurredAt(), now), now, actor, DealChanges.API);
    }

    private static DealDetails erased(DealDetails details, PersonalName person) {
        var customer = details.customer();
        return new DealDetails(
                person.erasedFrom(details.title()),
                customer == null
                        ? null
                        : new Customer(
                                customer.id(),
                                person.erasedFrom(customer.name()),
                                person.erasedFrom(customer.country()),
                                person.erasedFrom(customer.externalId())),
                person.erasedFrom(details.owner()),
                person.erasedFrom(details.team()),
                person.erasedFrom(details.product()),
                person.erasedFrom(details.source()),
                person.erasedFrom(details.region()),
                own(details.fields(), person),
                details.amount(),
                details.reportingAmount(),
                lines(details.lines(), person),
                details.amountBasis(),
                details.expectedCloseOn(),
                details.paymentTerms());
    }

    private static Map<String, Object> own(Map<String, Object> fields, PersonalName person) {
        return JsonText.read(
                ContractJson.reader(new TypeReference<Map<String, Object>>() {}),
                person.erasedFromJson(JsonText.of(fields)));
    }

    private static Qualification erased(Qualification qualification, PersonalName person) {
        return JsonText.read(
                ContractJson.reader(new TypeReference<Qualification>() {}),
                person.erasedFromJson(JsonText.of(qualification)));
    }

    private static List<DealLine> lines(List<DealLine> lines, PersonalName person) {
        return JsonText.read(
                ContractJson.reader(new TypeReference<List<DealLine>>() {}), person.erasedFromJson(JsonText.of(lines)));
    }

    private static List<Person> people(List<Person> people, PersonalName person) {
        return JsonText.read(
                ContractJson.reader(new TypeReference<List<Person>>() {}), person.erasedFromJson(JsonText.of(people)));
    }

    private static List<Tick> erased(List<Tick> checklist, PersonalName person) {
        return JsonText.read(
                ContractJson.reader(new TypeReference<List<Tick>>() {}), person.erasedFromJson(JsonText.of(checklist)));
    }
}
