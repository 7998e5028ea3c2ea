package dealflow.deal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.deal.AmountBasis;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealLine;
import dealflow.contract.json.ContractJson;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a deal is about, apart from where it stands.
 *
 * @param fields the company's own, by key
 * @param amount in the deal's currency; null while unknown
 * @param reportingAmount the same in the pipeline's currency
 * @param lines what it is made of
 * @param amountBasis whether the amount is the lines' sum; null without lines
 */
public record DealDetails(
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
        List<PaymentTerm> paymentTerms) {

    public DealDetails {
        fields = fields == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(fields));
        lines = lines == null ? List.of() : List.copyOf(lines);
        paymentTerms = paymentTerms == null ? List.of() : List.copyOf(paymentTerms);
    }

    public DealDetails withCustomer(Customer buyer) {
        return new DealDetails(
                title,
                buyer,
                owner,
                team,
                product,
                source,
                region,
                fields,
                amount,
                reportingAmount,
                lines,
                amountBasis,
                expectedCloseOn,
                paymentTerms);
    }

    /** At a price that somebody said, whatever the lines add up to. */
    public DealDetails withAmount(Money price) {
        return new DealDetails(
                title,
                customer,
                owner,
                team,
                product,
                source,
                region,
                fields,
                price,
                reportingAmount,
                lines,
                lines.isEmpty() ? null : AmountBasis.STATED,
                expectedCloseOn,
                paymentTerms);
    }

    public DealDetails withFields(Map<String, Object> own) {
        return new DealDetails(
                title,
                customer,
                owner,
                team,
                product,
                source,
                region,
                own,
                amount,
                reportingAmount,
                lines,
                amountBasis,
                expectedCloseOn,
                paymentTerms);
    }

    public DealDetails ownedBy(String other, String itsTeam) {
        return new DealDetails(
                title,
                customer,
                other,
                itsTeam,
                product,
                source,
                region,
                fields,
                amount,
                reportingAmount,
                lines,
                amountBasis,
                expectedCloseOn,
                paymentTerms);
    }

    public DealDetails withReportingAmount(Money inPipelineCurrency) {
        return new DealDetails(
                title,
                customer,
                owner,
                team,
                product,
                source,
                region,
                fields,
                amount,
                inPipelineCurrency,
                lines,
                amountBasis,
                expectedCloseOn,
                paymentTerms);
    }

    /** The earlier values of the fields that differ. */
    public static ObjectNode changed(DealDetails before, DealDetails after) {
        var old = ContractJson.tree(before);
        var now = ContractJson.tree(after);
        var changed = JsonNodeFactory.instance.objectNode();
        old.properties().forEach(field -> {
            if (!field.getValue().equals(now.get(field.getKey()))) {
                changed.set(field.getKey(), field.getValue());
            }
        });
        return changed;
    }
}
