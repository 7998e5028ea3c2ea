package dealflow.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.history.Scope.Labels;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which deals a question is about: those of a value, those without one, or all, and the two are the whole. */
class ScopeTest {

    private static final Labels WITH = new Labels("ann", "north", "lamps", "fair", "EU");
    private static final Labels WITHOUT = new Labels("ann", null, null, null, null);

    @Test
    void anEmptyValueIsForDealsWithoutOne() {
        for (var none : List.of(
                new Scope(null, "", null, null, null),
                new Scope(null, null, "", null, null),
                new Scope(null, null, null, "", null),
                new Scope(null, null, null, null, ""))) {
            assertThat(none.includes(WITHOUT)).as("%s", none).isTrue();
            assertThat(none.includes(WITH)).as("%s", none).isFalse();
        }
        assertThat(Scope.ALL.includes(WITHOUT)).isTrue();
        assertThat(Scope.ALL.includes(WITH)).isTrue();
        assertThat(new Scope(null, "north", null, null, null).includes(WITH)).isTrue();
        assertThat(new Scope(null, "north", null, null, null).includes(WITHOUT)).isFalse();
    }

    @Test
    void ofSeveralValuesAnyWillDoAndWhatIsSaidOfOneIsNotSaidOfThem() {
        var several = new Scope(Set.of("ann", "bob"), Set.of("", "north"), null, null, null);
        assertThat(several.includes(WITH)).isTrue();
        assertThat(several.includes(WITHOUT)).isTrue();
        assertThat(several.includes(new Labels("bob", "south", null, null, null)))
                .isFalse();
        assertThat(several.includes(new Labels("cy", "north", null, null, null)))
                .isFalse();
        assertThat(several.isOfOne()).isFalse();
        assertThat(new Scope("ann", null, "lamps", null, null).isOfOne()).isTrue();
        assertThat(new Scope("ann", null, null, null, null).onlyOwner()).isEqualTo("ann");
    }
}
