package dealflow.deal.guidance;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.contract.pipeline.StageAge;
import dealflow.deal.BuyingCommittee;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.Deals;
import dealflow.deal.QualificationRules;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.field.FieldSet;
import dealflow.deal.pipeline.Language;
import dealflow.deal.price.PriceText;
import dealflow.deal.qualification.ChecklistProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells what follows from where a deal stands: it guides one deal, and counts none (R8). */
@ApplicationScoped
public class Guide {

    @Inject
    Deals deals;

    @Inject
    DealChanges changes;

    @Inject
    FieldDefinitions fields;

    @Inject
    Clock clock;

    @Transactional
    public Guidance guidance(UUID id, Language language) {
        var deal = deals.get(id);
        return guidance(deal, changes.pipelineOf(deal), fields.current(), language, clock.instant());
    }

    static Guidance guidance(Deal deal, Pipeline pipeline, FieldSet fields, Language language, Instant now) {
        var stage = pipeline.stage(deal.stage());
        if (stage.isEmpty()) {
            return closed(deal, pipeline, language, now);
        }
        return open(deal, pipeline, stage.get(), fields, language, now);
    }

    private static Guidance open(
            Deal deal, Pipeline pipeline, Stage stage, FieldSet fields, Language language, Instant now) {
        var progress = new ChecklistProgress(pipeline, deal.qualification(), deal.checklist());
        var concerns = language.allOf(stage.concerns());
        var price = PriceText.of(stage.priceStance());
        return new Guidance(
                deal.status(),
                named(stage, language),
                named(progress.suggested(stage), language),
                stage.buyingPhase(),
                new Guidance.Concerns(
                        !concerns.isEmpty() ? concerns.get(0) : null,
                        concerns.size() > 1 ? concerns.get(1) : null,
                        concerns.size() > 2 ? concerns.get(2) : price.concern(language)),
                language.allOf(stage.actions()),
                items(pipeline, stage, language, progress, true),
                items(pipeline, stage, language, progress, false),
                deal.qualification().verdict(),
                QualificationRules.missing(deal.qualification()),
                fields.missing(pipeline, deal.fields(), next(pipeline, stage)),
                committee(deal, pipeline, stage, language),
                stay(deal, stage, new StageAge(pipeline), now),
                new Guidance.Price(stage.priceStance(), price.action(language)));
    }

    private static Guidance closed(Deal deal, Pipeline pipeline, Language language, Instant now) {
        var name = deal.stage().equals(Pipeline.LOST)
                ? (language == Language.ZH ? "丢单" : "Lost")
                : language.of(pipeline.won().names(), deal.stage());
        var days = Duration.between(deal.stageEnteredAt(), now).toDays();
        return new Guidance(
                deal.status(),
                new Guidance.Named(deal.stage(), name),
                null,
                null,
                new Guidance.Concerns(null, null, null),
                List.of(),
                List.of(),
                List.of(),
                deal.qualification().verdict(),
                List.of(),
                List.of(),
                null,
                new Guidance.Stay(deal.stageEnteredAt(), days, false, null, null, false, null, null),
                new Guidance.Price(null, null));
    }

    /** The stage of the funnel that comes after one, or the order. */
    private static String next(Pipeline pipeline, Stage stage) {
        return pipeline.funnelStages().stream()
                .map(Stage::key)
                .filter(key -> pipeline.position(key) > pipeline.position(stage.key()))
                .findFirst()
                .orElse(pipeline.won().key());
    }

    private static String committee(Deal deal, Pipeline pipeline, Stage stage, Language language) {
        var roles = pipeline.funnelStages().stream()
                .filter(next -> pipeline.position(next.key()) > pipeline.position(stage.key()))
                .findFirst()
                .map(Stage::confirmingRoles)
                .orElse(List.of());
        if (roles.isEmpty()) {
            return null;
        }
        var committee = new BuyingCommittee(deal.people());
        return language == Language.ZH ? committee.heardInChinese(roles) : committee.heard(roles);
    }

    private static Guidance.Named named(Stage stage, Language language) {
        return stage == null ? null : new Guidance.Named(stage.key(), language.of(stage.names(), stage.key()));
    }

    /** What must be true before the next stage; before the order also what must be true of that. */
    private static List<Guidance.Item> items(
            Pipeline pipeline, Stage stage, Language language, ChecklistProgress progress, boolean done) {
        var isLast = pipeline.position(stage.key()) == pipeline.stages().size() - 1;
        var ofOrder = isLast ? pipeline.won().checklist() : List.<Stage.ChecklistItem>of();
        return Stream.concat(stage.checklist().stream(), ofOrder.stream())
                .filter(item -> progress.has(item) == done)
                .map(item -> new Guidance.Item(
                        item.key(), language.of(item.names(), item.key()), item.required(), item.confirmedBy()))
                .toList();
    }

    private static Guidance.Stay stay(Deal deal, Stage stage, StageAge age, Instant now) {
        var outlastedAt = age.outlastedAt(stage, deal.stageEnteredAt());
        var snoozed = deal.snoozedUntil() != null && deal.snoozedUntil().isAfter(age.dayOf(now));
        return new Guidance.Stay(
                deal.stageEnteredAt(),
                age.days(stage, deal.stageEnteredAt(), now),
                stage.stalledCountsBusinessDays(),
                stage.stalledAfter(),
                outlastedAt,
                outlastedAt != null && !outlastedAt.isAfter(now) && !snoozed,
                deal.snoozedUntil(),
                deal.snoozeReason());
    }
}
