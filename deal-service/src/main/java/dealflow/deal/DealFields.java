package dealflow.deal;

import dealflow.contract.deal.AmountBasis;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.Person;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import dealflow.edge.limit.Bounds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The fields of a deal that people write, as they write them.
 *
 * @param fields the company's own, by key (GET /fields)
 * @param amount null, with lines, for their sum
 * @param lines at most 100; replaced whole
 */
public record DealFields(
        String title,
        Customer customer,
        String owner,
        String team,
        String product,
        String source,
        String region,
        Map<String, Object> fields,
        Money amount,
        List<DealLine> lines,
        LocalDate expectedCloseOn,
        List<PaymentTerm> paymentTerms) {

    private static final int LONGEST = 200;
    private static final int LONGEST_NOTE = 5000;
    private static final int MOST_TERMS = 100;
    private static final int DECIMALS_OF_A_SHARE = 10;
    private static final int MOST_DAYS = 3650;
    private static final int MOST_PEOPLE = 50;
    private static final Pattern PERSON = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public static DealFields of(DealDetails details) {
        return new DealFields(
                details.title(),
                details.customer(),
                details.owner(),
                details.team(),
                details.product(),
                details.source(),
                details.region(),
                details.fields(),
                details.amountBasis() == AmountBasis.LINES ? null : details.amount(),
                details.lines(),
                details.expectedCloseOn(),
                details.paymentTerms());
    }

    /**
     * The same as details, with no reporting amount yet.
     *
     * @throws InvalidFieldException for the first field that cannot be taken
     */
    public DealDetails checked(String defaultOwner) {
        var sold = DealLines.checked(lines);
        var stated = DealLines.ofOneCurrency(sold, Amounts.checked("amount", amount, false));
        var itsOwner = text("owner", owner);
        return new DealDetails(
                required("title", title),
                checked(customer),
                itsOwner == null ? defaultOwner : itsOwner,
                text("team", team),
                text("product", product),
                text("source", source),
                text("region", region),
                fields,
                stated == null ? DealLines.sum(sold) : stated,
                null,
                sold,
                DealLines.basis(sold, stated),
                expectedCloseOn,
                terms());
    }

    /** A customer without the space around its texts; one that is chosen by its id needs no name. */
    public static Customer checked(Customer customer) {
        return customer == null
                ? null
                : new Customer(
                        customer.id(),
                        customer.id() == null
                                ? required("customer.name", customer.name())
                                : text("customer.name", customer.name()),
                        text("customer.country", customer.country()),
                        text("customer.externalId", customer.externalId()));
    }

    /** The people on a customer's side, each with an id of its own, a name and a role. */
    public static List<Person> people(List<Person> people) {
        if (people.size() > MOST_PEOPLE) {
            throw new InvalidFieldException("people", "must be at most %d".formatted(MOST_PEOPLE));
        }
        var ids = new HashSet<String>();
        var checked = new ArrayList<Person>();
        for (var person : people) {
            if (person == null
                    || person.id() == null
                    || !PERSON.matcher(person.id()).matches()
                    || !ids.add(person.id())) {
                throw new InvalidFieldException(
                        "people.id", "must be 1 to 40 small letters, digits or hyphens, each once, such as p1");
            }
            if (person.role() == null) {
                throw new InvalidFieldException(
                        "role", "is required: one of %s".formatted(List.of(Person.BuyingRole.values())));
            }
            checked.add(new Person(
                    person.id(),
                    required("name", person.name()),
                    person.role(),
                    person.stance() == null ? Person.Stance.UNKNOWN : person.stance(),
                    note("evidence", person.evidence()),
                    text("contact", person.contact()),
                    person.confirmedAt()));
        }
        return checked;
    }

    private List<PaymentTerm> terms() {
        if (paymentTerms == null || paymentTerms.isEmpty()) {
            return paymentTerms;
        }
        if (paymentTerms.size() > MOST_TERMS) {
            throw new InvalidFieldException("paymentTerms", "must be at most %d".formatted(MOST_TERMS));
        }
        var sum = BigDecimal.ZERO;
        var terms = new ArrayList<PaymentTerm>();
        for (var term : paymentTerms) {
            if (term == null || term.share() == null || term.share().signum() <= 0) {
                throw new InvalidFieldException("paymentTerms.share", "must be above 0");
            }
            if (term.share().scale() > DECIMALS_OF_A_SHARE || term.share().compareTo(BigDecimal.ONE) > 0) {
                throw new InvalidFieldException(
                        "paymentTerms.share",
                        "must be at most 1, with at most %d decimals".formatted(DECIMALS_OF_A_SHARE));
            }
            if (Math.abs((long) term.offsetDays()) > MOST_DAYS) {
                throw new InvalidFieldException(
                        "paymentTerms.offsetDays", "must be from -%d to %1$d: ten years".formatted(MOST_DAYS));
            }
            sum = sum.add(term.share());
            terms.add(new PaymentTerm(
                    required("paymentTerms.milestone", term.milestone()), term.share(), term.offsetDays()));
        }
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            throw new InvalidFieldException("paymentTerms", "the shares add up to %s, not to 1".formatted(sum));
        }
        return terms;
    }

    public static String required(String field, String value) {
        var text = text(field, value);
        if (text == null) {
            throw new InvalidFieldException(field, "is required");
        }
        return text;
    }

    /** A short text without the space around it; one that is blank is no value. */
    public static String text(String field, String value) {
        return text(field, value, LONGEST);
    }

    public static String text(String field, String value, int longest) {
        if (Texts.isBlank(value)) {
            return null;
        }
        var text = Texts.strip(value);
        if (Texts.length(text) > longest) {
            throw new InvalidFieldException(
                    field, "has %d characters; at most %d are allowed".formatted(Texts.length(text), longest));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFieldException(field, "must not contain control characters");
        }
        var problem = Bounds.problem(text);
        if (problem != null) {
            throw new InvalidFieldException(field, problem);
        }
        return text;
    }

    /** What people write at length; it may have lines. */
    public static String note(String field, String value) {
        if (value != null && Texts.length(value) > LONGEST_NOTE) {
            throw new InvalidFieldException(field, "must have at most %d characters".formatted(LONGEST_NOTE));
        }
        return value;
    }
}
