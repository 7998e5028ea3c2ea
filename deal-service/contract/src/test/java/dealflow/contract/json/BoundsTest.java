package dealflow.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.Samples;
import dealflow.contract.deal.Customer;
import dealflow.contract.event.EventType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no event has is not read, and what no reader could keep is not written. */
class BoundsTest {

    private static final Samples.Sample PAYMENT = Samples.all().stream()
            .filter(sample -> sample.type() == EventType.PAYMENT_RECEIVED)
            .findFirst()
            .orElseThrow();

    private static ObjectNode with(String path, Object value) {
        var event = (ObjectNode) PAYMENT.json();
        var names = path.split("/");
        ObjectNode parent = event;
        for (var i = 0; i < names.length - 1; i++) {
            parent = (ObjectNode) parent.get(names[i]);
        }
        parent.putPOJO(names[names.length - 1], value);
        return event;
    }

    private static Object lines(String line) {
        return Samples.parse(("[" + line.replace('\'', '"') + "]").getBytes());
    }

    private static void refused(String path, Object value) {
        var event = with(path, value);
        assertThatThrownBy(() ->
                        ContractJson.readEvent(PAYMENT.type(), event.toString().getBytes()))
                .as("%s %s", path, value)
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(path.substring(path.lastIndexOf('/') + 1));
    }

    @Test
    void timesAndAmountsOutOfBoundsAreNotRead() {
        for (var time : List.of("0001-01-01T00:00:00Z", "2201-01-01T00:00:00Z", "-0001-01-01T00:00:00Z")) {
            for (var field : List.of("occurredAt", "recordedAt", "deal/stageEnteredAt", "deal/openedAt")) {
                refused(field, time);
            }
        }
        for (var day : List.of("1899-12-31", "-0001-01-01", "+57440-04-14")) {
            for (var field : List.of("deal/expectedCloseOn", "deal/snoozedUntil", "payment/receivedOn")) {
                refused(field, day);
            }
        }
        for (var field : List.of("deal/amount", "deal/reportingAmount", "payment/amount", "payment/reportingAmount")) {
            refused(field, Map.of("amount", "1E+14", "currency", "USD"));
        }
        for (var line : List.of(
                "'quantity':'1E+14','unitPrice':{'amount':'1','currency':'USD'}",
                "'quantity':'1','unitPrice':{'amount':'1E+14','currency':'USD'}",
                "'quantity':'1000000','unitPrice':{'amount':'1000000000','currency':'USD'}",
                "'quantity':'-1','unitPrice':{'amount':'1','currency':'USD'}",
                "'quantity':'1','unitPrice':{'amount':'1','currency':'XXZ'}",
                "'quantity':'1'")) {
            refused("deal/lines", lines("{'product':'lamps'," + line + "}"));
        }
        refused("deal/paymentTerms", List.of(Map.of("milestone", "M", "share", 1, "offsetDays", Integer.MAX_VALUE)));
        assertThat(ContractJson.readEvent(
                                PAYMENT.type(),
                                with("deal/expectedCloseOn", "2200-12-31")
                                        .toString()
                                        .getBytes())
                        .deal()
                        .expectedCloseOn())
                .isEqualTo("2200-12-31");
    }

    @Test
    void noValueIsNoEvent() {
        assertThatThrownBy(() -> ContractJson.readEvent(PAYMENT.type(), null))
                .isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(() -> ContractJson.readPipeline("null".getBytes()))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void halfACharacterIsNotWritten() {
        for (var half : List.of("a\ud800b", "\udc00", "\0")) {
            assertThatThrownBy(() -> ContractJson.write(new Customer(half, null, null)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        var whole = "\ud83d\ude00";
        assertThat(Samples.parse(ContractJson.write(new Customer(whole, null, null)))
                        .get("name")
                        .asText())
                .isEqualTo(whole);
    }
}
