package dealflow.deal.person;

import dealflow.contract.deal.Person;
import dealflow.deal.DealChanges;
import dealflow.deal.DealFields;
import dealflow.deal.Deals;
import dealflow.deal.VersionedDeal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who takes part in a customer's decision, deal by deal. */
@ApplicationScoped
public class People {

    @Inject
    Deals deals;

    @Inject
    DealChanges changes;

    @Transactional
    public List<Person> of(UUID deal) {
        return deals.get(deal).people();
    }

    /** Adds a person, or takes over what is known of it; when it confirmed last stays. */
    @Transactional
    public VersionedDeal put(UUID id, Long expectedVersion, Person person, String actor) {
        return changes.change(id, expectedVersion, null, actor, (deal, metadata) -> {
            var people = new ArrayList<>(deal.people());
            var place = place(people, person.id());
            if (place < 0) {
                people.add(person);
            } else {
                people.set(place, person.confirming(people.get(place).confirmedAt()));
            }
            return deal.meet(DealFields.people(people), metadata);
        });
    }

    /** Takes a person out; what it confirmed stays in the history. */
    @Transactional
    public VersionedDeal remove(UUID id, Long expectedVersion, String person, String actor) {
        return changes.change(id, expectedVersion, null, actor, (deal, metadata) -> {
            var people = new ArrayList<>(deal.people());
            var place = place(people, person);
            if (place >= 0) {
                people.remove(place);
            }
            return deal.meet(people, metadata);
        });
    }

    private static int place(List<Person> people, String id) {
        return people.stream().map(Person::id).toList().indexOf(id);
    }
}
