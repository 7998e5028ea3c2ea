package dealflow.deal;

import dealflow.contract.Customer;
import dealflow.contract.Money;
import dealflow.contract.PaymentTerm;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The fields of a deal that people write, as they write them. */
public record DealFields(
        String title,
        Customer customer,
        String owner,
        String team,
        String product,
        String source,
        String region,
        Money amount,
        LocalDate expectedCloseOn,
        List<PaymentTerm> paymentTerms) {

    private static final int LONGEST = 200;

    static DealFields of(DealDetails details) {
        return new DealFields(
                details.title(),
                details.customer(),
                details.owner(),
                details.team(),
                details.product(),
                details.source(),
                details.region(),
                details.amount(),
                details.expectedCloseOn(),
                details.paymentTerms());
    }

    /**
     * The same as details, with no reporting amount yet.
     *
     * @throws InvalidFieldException for the first field that cannot be taken
     */
    DealDetails checked(String defaultOwner) {
        required("title", title);
        text("owner", owner);
        text("team", team);
        text("product", product);
        text("source", source);
        text("region", region);
        if (customer != null) {
            required("customer.name", customer.name());
            text("customer.country", customer.country());
            text("customer.externalId", customer.externalId());
        }
        terms();
        return new DealDetails(
                title,
                customer,
                owner == null ? defaultOwner : owner,
                team,
                product,
                source,
                region,
                Amounts.checked("amount", amount, false),
                null,
                expectedCloseOn,
                paymentTerms);
    }

    private void terms() {
        if (paymentTerms == null || paymentTerms.isEmpty()) {
            return;
        }
        var sum = BigDecimal.ZERO;
        for (var term : paymentTerms) {
            required("paymentTerms.milestone", term.milestone());
            if (term.share() == null || term.share().signum() <= 0) {
                throw new InvalidFieldException("paymentTerms.share", "must be above 0");
            }
            sum = sum.add(term.share());
        }
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            throw new InvalidFieldException("paymentTerms", "the shares add up to %s, not to 1".formatted(sum));
        }
    }

    private static void required(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidFieldException(field, "is required");
        }
        text(field, value);
    }

    static String text(String field, String value) {
        if (value == null) {
            return null;
        }
        if (value.length() > LONGEST) {
            throw new InvalidFieldException(
                    field, "has %d characters; at most %d are allowed".formatted(value.length(), LONGEST));
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFieldException(field, "must not contain control characters");
        }
        return value;
    }
}
