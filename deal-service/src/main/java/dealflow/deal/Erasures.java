package dealflow.deal;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.ContractJson;
import dealflow.contract.Customer;
import dealflow.contract.DealEvent;
import dealflow.contract.Qualification;
import dealflow.contract.Tick;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes a person's name out of all that this service keeps (GDPR art. 17, PIPL art. 47): a pseudonym takes its place, so that
 * every sum stays what it was. What was on Kafka before is the operators' to replace (README, "Erasure").
 */
@ApplicationScoped
public class Erasures {

    @Inject
    Deals deals;

    @Inject
    Outbox outbox;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * What became of a name.
     *
     * @param deals that have changed by it, each told in events of its own
     * @param events of the past that were rewritten
     * @param answers kept for repeated requests, and now forgotten
     */
    public record Erased(String pseudonym, long deals, long events, long answers) {}

    @Transactional
    public Erased erase(String name, String actor) {
        var person =
                new PersonalName(name, "erased-" + UUID.randomUUID().toString().substring(0, 8));
        var changed = rows(
                        "SELECT DISTINCT aggregateid FROM outbox WHERE aggregatetype = 'deals' AND payload LIKE ?1",
                        person)
                .map(id -> UUID.fromString((String) id))
                .sorted()
                .filter(id -> eraseFrom(id, person, actor))
                .count();
        entities.flush();
        entities.createNativeQuery("UPDATE payment SET reference = replace(reference, ?1, ?2) WHERE reference LIKE ?3")
                .setParameter(1, person.name())
                .setParameter(2, person.pseudonym())
                .setParameter(3, person.like())
                .executeUpdate();
        replaceOwner("feed", person);
        rewriteRecords("risk_review", person);
        rewriteRecords("price_request", person);
        var events = rewriteEvents(person);
        replaceOwner("outbox", person);
        var answers = entities.createNativeQuery(
                        "DELETE FROM first_answer WHERE caller = ?1 OR position(convert_to(?1, 'UTF8') IN body) > 0")
                .setParameter(1, person.name())
                .executeUpdate();
        entities.createNativeQuery("DELETE FROM import_error WHERE message LIKE ?1 OR external_id LIKE ?1")
                .setParameter(1, person.like())
                .executeUpdate();
        return new Erased(person.pseudonym(), changed, events, answers);
    }

    private void replaceOwner(String table, PersonalName person) {
        entities.createNativeQuery(
                        "UPDATE %s SET owners = array_replace(owners, ?1, ?2) WHERE ?1 = ANY (owners)".formatted(table))
                .setParameter(1, person.name())
                .setParameter(2, person.pseudonym())
                .executeUpdate();
    }

    private Stream<?> rows(String sql, PersonalName person) {
        return entities.createNativeQuery(sql).setParameter(1, person.like()).getResultList().stream();
    }

    /** Whether the deal, as it is now, held the name. Deleted deals live on in their events only. */
    private boolean eraseFrom(UUID id, PersonalName person, String actor) {
        var deal = deals.lockIfThere(id);
        if (deal == null) {
            return false;
        }
        var told = Stream.<DealEvent>of(
                        deal.revise(erased(deal.details(), person), stamp(deal, actor)),
                        deal.qualify(erased(deal.qualification, person), stamp(deal, actor)),
                        deal.tickAll(erased(deal.checklist, person), stamp(deal, actor)),
                        deal.snooze(deal.snoozedUntil, person.erasedFrom(deal.snoozeReason), stamp(deal, actor)))
                .filter(Objects::nonNull)
                .toList();
        outbox.append(told);
        return !told.isEmpty();
    }

    private Stamp stamp(Deal deal, String actor) {
        var now = clock.instant();
        return new Stamp(DealChanges.occurred(null, deal.lastOccurredAt, now), now, actor, DealChanges.API);
    }

    private static DealDetails erased(DealDetails details, PersonalName person) {
        var customer = details.customer();
        return new DealDetails(
                person.erasedFrom(details.title()),
                customer == null
                        ? null
                        : new Customer(person.erasedFrom(customer.name()), customer.country(), customer.externalId()),
                person.erasedFrom(details.owner()),
                details.team(),
                details.product(),
                details.source(),
                details.region(),
                details.amount(),
                details.reportingAmount(),
                details.expectedCloseOn(),
                details.paymentTerms());
    }

    private static Qualification erased(Qualification qualification, PersonalName person) {
        return read(new TypeReference<Qualification>() {}, person.erasedFromJson(json(qualification)));
    }

    private static List<Tick> erased(List<Tick> checklist, PersonalName person) {
        return read(new TypeReference<List<Tick>>() {}, person.erasedFromJson(json(checklist)));
    }

    private static String json(Object value) {
        return new String(ContractJson.write(value), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static <T> T read(TypeReference<T> type, String json) {
        try {
            return ContractJson.reader(type).readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is on record about prices, which is in no event. */
    private void rewriteRecords(String table, PersonalName person) {
        var records = rows(
                "SELECT CAST(content AS text) FROM %s WHERE CAST(content AS text) LIKE ?1".formatted(table), person);
        for (var content : records.distinct().toList()) {
            entities.createNativeQuery("UPDATE %s SET content = CAST(?1 AS jsonb) WHERE content = CAST(?2 AS jsonb)"
                            .formatted(table))
                    .setParameter(1, person.erasedFromJson((String) content))
                    .setParameter(2, content)
                    .executeUpdate();
        }
    }

    /** Also those that were just written: what a deal was before is the name, too. */
    private long rewriteEvents(PersonalName person) {
        var events = rows("SELECT id, payload FROM outbox WHERE payload LIKE ?1", person)
                .map(Object[].class::cast)
                .toList();
        for (var event : events) {
            entities.createNativeQuery("UPDATE outbox SET payload = ?1 WHERE id = ?2")
                    .setParameter(1, person.erasedFromJson((String) event[1]))
                    .setParameter(2, event[0])
                    .executeUpdate();
        }
        return events.size();
    }
}
