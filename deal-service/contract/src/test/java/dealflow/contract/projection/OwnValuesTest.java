package dealflow.contract.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnValuesTest {

    @Test
    void whatMayBeAChoiceIsKeptAndNothingElse() {
        var json = OwnValues.json(Map.of(
                "incoterm",
                "FOB",
                "sampled",
                true,
                "papers",
                List.of("bill", "origin"),
                "port",
                "Port of Shanghai",
                "value",
                Map.of("amount", "1.00", "currency", "EUR"),
                "site",
                "https://example.com/"));
        assertThat(json).isEqualTo("{\"incoterm\":[\"FOB\"],\"papers\":[\"bill\",\"origin\"],\"sampled\":[\"true\"]}");
        assertThat(OwnValues.json(Map.of("port", "Port of Shanghai"))).isNull();
        assertThat(OwnValues.json(Map.of())).isNull();
    }

    @Test
    void onlyTheKeysThatAreAskedForAreRead() {
        var json = OwnValues.json(Map.of("incoterm", "FOB", "papers", List.of("bill", "origin"), "order", "PO-17"));
        assertThat(new OwnValues(Set.of("incoterm", "sampled")).read(json))
                .isEqualTo(Map.of("incoterm", List.of("FOB")));
        assertThat(new OwnValues(Set.of("papers")).read(json)).isEqualTo(Map.of("papers", List.of("bill", "origin")));
        assertThat(new OwnValues(Set.of()).read(json)).isEmpty();
        assertThat(new OwnValues(Set.of("incoterm")).read(null)).isEmpty();
    }

    @Test
    void eachRowHasItsOwnValuesWhateverTheRowBeforeHad() {
        var values = new OwnValues(Set.of("incoterm"));
        assertThat(values.read("{\"incoterm\":[\"FOB\"]}")).isEqualTo(Map.of("incoterm", List.of("FOB")));
        assertThat(values.read("{\"incoterm\":[\"FOB\"]}")).isEqualTo(Map.of("incoterm", List.of("FOB")));
        assertThat(values.read(null)).isEmpty();
        assertThat(values.read("{\"incoterm\":[\"CIF\"]}")).isEqualTo(Map.of("incoterm", List.of("CIF")));
        assertThatThrownBy(() -> values.read("[]")).isInstanceOf(UncheckedIOException.class);
        assertThat(values.read("{\"incoterm\":[\"FOB\"]}")).isEqualTo(Map.of("incoterm", List.of("FOB")));
    }
}
