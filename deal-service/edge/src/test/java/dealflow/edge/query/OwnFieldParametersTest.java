package dealflow.edge.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnFieldParametersTest {

    private final OwnFieldParameters fields =
            new OwnFieldParameters(List.of("incoterm", "papers", "port", "sampled"), List.of("incoterm", "sampled"));

    @Test
    void severalValuesOfAFieldAreAskedForTogetherAndNothingStandsForNone() {
        assertThat(fields.filter(null)).isEmpty();
        assertThat(fields.filter(List.of("incoterm:FOB", "papers:", "incoterm:CIF", "incoterm:FOB")))
                .isEqualTo(Map.of("incoterm", Set.of("CIF", "FOB"), "papers", Set.of("")));
    }

    @Test
    void whatCannotBeTakenIsRefusedWithWhatMayHaveBeenMeant() {
        refused(List.of("incoterm"), "must be a field's key and a value with a colon between, such as incoterm:FOB");
        refused(List.of(":FOB"), "must be a field's key and a value with a colon between, such as incoterm:FOB");
        refused(
                List.of("incoterms:FOB"),
                "'incoterms' is no field that deals are filtered by; near it are [incoterm]; those are [incoterm, papers, port, sampled]");
        refused(List.of("incoterm:a", "papers:b", "port:c", "sampled:true"), "must ask for at most 3 fields");
        assertThatThrownBy(() -> new OwnFieldParameters(List.of(), List.of()).filter(List.of("port:c")))
                .hasMessage("'port' is no field that deals are filtered by; there are none");
    }

    private void refused(List<String> asked, String message) {
        assertThatThrownBy(() -> fields.filter(asked))
                .isInstanceOfSatisfying(InvalidParameterException.class, problem -> {
                    assertThat(problem.field()).isEqualTo("field");
                    assertThat(problem).hasMessage(message);
                });
    }

    @Test
    void groupsAreByFieldsOfWhichADealHasOneValue() {
        assertThat(fields.group("by", "field:incoterm")).isEqualTo("incoterm");
        assertThat(fields.group("by", "owner")).isNull();
        assertThatThrownBy(() -> fields.group("by", "field:papers"))
                .hasMessage(
                        "a deal may have several values of 'papers', so that its groups would not add up to the whole: ask for one of "
                                + "them at a time, by field=papers:VALUE");
        assertThatThrownBy(() -> fields.group("by", "field:incotem"))
                .hasMessage(
                        "'incotem' is no field that deals are grouped by; near it are [incoterm]; those are [incoterm, sampled]");
    }
}
