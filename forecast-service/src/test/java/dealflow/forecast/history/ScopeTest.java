package dealflow.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.history.Scope.Labels;
import java.util.List;
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
}
