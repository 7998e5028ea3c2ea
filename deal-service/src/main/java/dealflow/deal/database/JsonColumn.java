package dealflow.deal.database;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.Person;
import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Tick;
import dealflow.contract.json.ContractJson;
import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.PaymentTerm;
import dealflow.contract.pipeline.Pipeline;
import jakarta.persistence.AttributeConverter;
import java.util.List;
import java.util.Map;

/** Keeps a value of the contract in a jsonb column, in the contract's own JSON. */
public abstract class JsonColumn<T> implements AttributeConverter<T, String> {

    private final ObjectReader reader;

    private JsonColumn(TypeReference<T> type) {
        this.reader = ContractJson.reader(type);
    }

    @Override
    public String convertToDatabaseColumn(T value) {
        return value == null ? null : JsonText.of(value);
    }

    @Override
    public T convertToEntityAttribute(String json) {
        return json == null ? null : JsonText.read(reader, json);
    }

    public static final class OfQualification extends JsonColumn<Qualification> {
        public OfQualification() {
            super(new TypeReference<>() {});
        }
    }

    public static final class OfPaymentTerms extends JsonColumn<List<PaymentTerm>> {
        OfPaymentTerms() {
            super(new TypeReference<>() {});
        }
    }

    public static final class OfTicks extends JsonColumn<List<Tick>> {
        OfTicks() {
            super(new TypeReference<>() {});
        }
    }

    public static final class OfMilestones extends JsonColumn<List<MilestoneReached>> {
        OfMilestones() {
            super(new TypeReference<>() {});
        }
    }

    public static final class OfLines extends JsonColumn<List<DealLine>> {
        OfLines() {
            super(new TypeReference<>() {});
        }
    }

    public static final class OfPeople extends JsonColumn<List<Person>> {
        OfPeople() {
            super(new TypeReference<>() {});
        }
    }

    public static final class OfFields extends JsonColumn<Map<String, Object>> {
        OfFields() {
            super(new TypeReference<>() {});
        }
    }

    public static final class OfParameters extends JsonColumn<Map<String, List<String>>> {
        OfParameters() {
            super(new TypeReference<>() {});
        }
    }

    public static final class OfPipeline extends JsonColumn<Pipeline> {
        OfPipeline() {
            super(new TypeReference<>() {});
        }
    }
}
