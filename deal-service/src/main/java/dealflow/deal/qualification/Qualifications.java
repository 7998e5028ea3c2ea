package dealflow.deal.qualification;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Tick;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.DealFields;
import dealflow.deal.Deals;
import dealflow.deal.QualificationRules;
import dealflow.deal.VersionedDeal;
import dealflow.deal.filter.DealFilter;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.register.DealList;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is known of a deal's customer: the elements of an opportunity, and the ticks of the checklists. */
@ApplicationScoped
public class Qualifications {

    @Inject
    Deals deals;

    @Inject
    DealChanges changes;

    @Inject
    Pipelines pipelines;

    @Inject
    DealList list;

    /**
     * A checklist item in a deal.
     *
     * @param tick null while it is open
     */
    @Schema(requiredProperties = {"stage", "item"})
    public record ChecklistEntry(String stage, Stage.ChecklistItem item, @Nullable Tick tick) {}

    @Transactional
    public VersionedDeal qualify(UUID id, Long expectedVersion, Qualification qualification, String actor) {
        return changes.change(
                id,
                expectedVersion,
                null,
                actor,
                (deal, metadata) -> deal.qualify(QualificationRules.checked(qualification, deal.people()), metadata));
    }

    /**
     * The leads of a pipeline, counted apart from its funnel (R2, R3).
     *
     * @param genuine those that are opportunities already
     * @param pseudo the pseudo-opportunities (伪商机)
     * @param lacking how many of these lack each element
     */
    public record LeadCount(String pipeline, long leads, long genuine, long pseudo, Map<String, Long> lacking) {}

    @Transactional
    public LeadCount leads(String pipeline) {
        var genuine = 0L;
        var pseudo = 0L;
        var lacking = new TreeMap<>(Map.of("need", 0L, "budget", 0L, "keyPerson", 0L, "fit", 0L));
        try (var leads =
                list.qualifications(DealFilter.leads(pipelines.current(pipeline).key()))) {
            for (var each : (Iterable<Qualification>) leads::iterator) {
                if (each.verdict() == Qualification.Verdict.GENUINE) {
                    genuine++;
                } else {
                    pseudo++;
                    QualificationRules.missing(each).forEach(missing -> lacking.merge(missing.key(), 1L, Long::sum));
                }
            }
        }
        return new LeadCount(pipeline, genuine + pseudo, genuine, pseudo, lacking);
    }

    /** Every item of the deal's pipeline, with its tick if it has one. */
    @Transactional
    public List<ChecklistEntry> checklist(UUID id) {
        var deal = deals.get(id);
        return changes.pipelineOf(deal).checklists().entrySet().stream()
                .flatMap(stage -> stage.getValue().stream()
                        .map(item -> new ChecklistEntry(stage.getKey(), item, tick(deal, item.key()))))
                .toList();
    }

    private static Tick tick(Deal deal, String item) {
        return deal.checklist().stream()
                .filter(tick -> tick.item().equals(item))
                .findFirst()
                .orElse(null);
    }

    /** Ticks a checklist item with its evidence, or unticks it. */
    @Transactional
    public VersionedDeal tick(UUID id, Long expectedVersion, String item, boolean done, String evidence, String actor) {
        return changes.change(id, expectedVersion, null, actor, (deal, metadata) -> {
            var known = changes.pipelineOf(deal).checklists().values().stream()
                    .flatMap(List::stream)
                    .filter(each -> each.key().equals(item))
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("checklist item", item));
            if (done && known.confirmedBy() == Stage.ConfirmedBy.CUSTOMER && (evidence == null || evidence.isBlank())) {
                throw new InvalidFieldException("evidence", "is required: the customer confirms this item");
            }
            DealFields.note("evidence", evidence);
            return deal.tick(item, done ? new Tick(item, metadata.occurredAt(), actor, evidence) : null, metadata);
        });
    }
}
