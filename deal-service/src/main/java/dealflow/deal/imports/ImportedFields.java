package dealflow.deal.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.deal.AmountBasis;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.Person;
import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Tick;
import dealflow.contract.json.ContractJson;
import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import dealflow.deal.Deal;
import dealflow.deal.DealFields;
import dealflow.deal.QualificationRules;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is known of a deal at one moment of its imported history, apart from where it stands.
 *
 * @param reportingAmount null where it follows from the amount
 * @param amountBasis LINES where the amount follows from the lines
 */
public record ImportedFields(
        String title,
        Customer customer,
        String owner,
        String team,
        String product,
        String source,
        String region,
        Map<String, Object> fields,
        Money amount,
        Money reportingAmount,
        List<DealLine> lines,
        AmountBasis amountBasis,
        LocalDate expectedCloseOn,
        List<PaymentTerm> paymentTerms,
        Qualification qualification,
        List<Tick> checklist,
        LocalDate snoozedUntil,
        String snoozeReason,
        List<MilestoneReached> milestones,
        List<Person> people) {

    private static final ObjectReader READER = ContractJson.reader(new TypeReference<ImportedFields>() {});

    /** The fields that an entry of the history may set. */
    public static final Set<String> FIELDS = Arrays.stream(ImportedFields.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    static ImportedFields of(ImportedDeal line) {
        return new ImportedFields(
                line.title() == null ? line.externalId() : line.title(),
                line.customer(),
                line.owner(),
                line.team(),
                line.product(),
                line.source(),
                line.region(),
                line.fields(),
                line.amount(),
                line.reportingAmount(),
                line.lines(),
                line.amountBasis(),
                line.expectedCloseOn(),
                line.paymentTerms(),
                line.qualification(),
                line.checklist(),
                line.snoozedUntil(),
                line.snoozeReason(),
                line.milestones(),
                line.people());
    }

    static ImportedFields of(Deal deal) {
        var details = deal.details();
        return new ImportedFields(
                details.title(),
                details.customer() == null ? null : details.customer().withId(null),
                details.owner(),
                details.team(),
                details.product(),
                details.source(),
                details.region(),
                details.fields(),
                details.amount(),
                details.reportingAmount(),
                details.lines(),
                details.amountBasis(),
                details.expectedCloseOn(),
                details.paymentTerms(),
                deal.qualification(),
                deal.checklist(),
                deal.snoozedUntil(),
                deal.snoozeReason(),
                deal.milestones(),
                deal.people());
    }

    /**
     * The same with what an entry says.
     *
     * @throws InvalidFieldException if it sets what is no field, or to what is no value
     */
    ImportedFields with(String field, ImportedDeal.Entry entry) {
        if (entry.owner() == null && entry.set() == null) {
            return this;
        }
        var tree = ContractJson.tree(this);
        if (entry.set() != null) {
            for (var change : entry.set().properties()) {
                if (!FIELDS.contains(change.getKey())) {
                    throw new InvalidFieldException(
                            field + ".set." + change.getKey(), "is not a field that can be set");
                }
            }
            set(tree, entry.set());
        }
        if (entry.owner() != null) {
            tree.put("owner", entry.owner());
        }
        if (Texts.isBlank(tree.path("owner").asText(null))) {
            throw new InvalidFieldException(field + ".owner", "is required: a deal always has one");
        }
        var changed = read(field + ".set", tree);
        return entry.set() != null && !entry.set().has("reportingAmount") && changed.isWorthOtherThan(amount)
                ? changed.withoutReportingAmount()
                : changed;
    }

    /** Whether the lines, if they are the amount, come to something else. */
    private boolean isWorthOtherThan(Money before) {
        return amountBasis == AmountBasis.LINES
                && !isSame(before, written().checked(owner).amount());
    }

    private static boolean isSame(Money one, Money other) {
        return one != null
                && other != null
                && one.currency().equals(other.currency())
                && one.amount().compareTo(other.amount()) == 0;
    }

    /** The same with what the line says is so in the end; what it does not mention stays. */
    ImportedFields with(ImportedDeal line) {
        var said = new ImportedFields(
                or(line.title(), title),
                or(line.customer(), customer),
                or(line.owner(), owner),
                or(line.team(), team),
                or(line.product(), product),
                or(line.source(), source),
                or(line.region(), region),
                merged(line.fields(), fields),
                or(line.amount(), amount),
                line.amount() == null ? or(line.reportingAmount(), reportingAmount) : line.reportingAmount(),
                or(line.lines(), lines),
                line.amount() == null ? or(line.amountBasis(), amountBasis) : line.amountBasis(),
                or(line.expectedCloseOn(), expectedCloseOn),
                or(line.paymentTerms(), paymentTerms),
                or(line.qualification(), qualification),
                or(line.checklist(), checklist),
                or(line.snoozedUntil(), snoozedUntil),
                or(line.snoozeReason(), snoozeReason),
                or(line.milestones(), milestones),
                or(line.people(), people));
        return line.reportingAmount() == null && said.isWorthOtherThan(amount) ? said.withoutReportingAmount() : said;
    }

    private ImportedFields withoutReportingAmount() {
        var tree = ContractJson.tree(this);
        tree.set("reportingAmount", NullNode.getInstance());
        return read("reportingAmount", tree);
    }

    /** A line need not mention every field. */
    private static Map<String, Object> merged(Map<String, Object> said, Map<String, Object> before) {
        if (said == null || before == null) {
            return said == null ? before : said;
        }
        var merged = new TreeMap<>(before);
        merged.putAll(said);
        return merged;
    }

    private static <T> T or(T said, T before) {
        return said == null ? before : said;
    }

    private static void set(ObjectNode tree, ObjectNode changes) {
        if (changes.has("amount") && !changes.has("reportingAmount")) {
            tree.set("reportingAmount", NullNode.getInstance());
        }
        if (changes.has("amount") && !changes.has("amountBasis")) {
            tree.set("amountBasis", NullNode.getInstance());
        }
        tree.setAll(changes);
    }

    private static ImportedFields read(String field, ObjectNode tree) {
        try {
            return READER.readValue(tree);
        } catch (JsonMappingException e) {
            var path = e.getPath().isEmpty() ? "" : "." + e.getPath().get(0).getFieldName();
            throw new InvalidFieldException(field + path, "cannot be read");
        } catch (IOException e) {
            throw new InvalidFieldException(field, "cannot be read");
        }
    }

    DealFields written() {
        var stated = amountBasis == AmountBasis.LINES ? null : amount;
        return new DealFields(
                title,
                customer,
                owner,
                team,
                product,
                source,
                region,
                fields,
                stated,
                lines,
                expectedCloseOn,
                paymentTerms);
    }

    Qualification judged() {
        return qualification == null
                ? QualificationRules.unknown()
                : QualificationRules.judged(
                        qualification.need(), qualification.budget(), qualification.keyPerson(), qualification.fit());
    }

    List<MilestoneReached> reached() {
        return milestones == null ? List.of() : milestones;
    }

    List<Tick> ticks() {
        return checklist == null ? List.of() : checklist;
    }

    /** @throws InvalidFieldException for one that cannot be taken */
    List<Person> met() {
        return people == null ? List.of() : DealFields.people(people);
    }
}
