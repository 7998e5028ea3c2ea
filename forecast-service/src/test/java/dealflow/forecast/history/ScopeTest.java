package dealflow.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.history.Scope.Labels;
import java.util.List;
import java.util.Map;
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
        var several = Scope.ALL.with(Label.OWNER, Set.of("ann", "bob")).with(Label.TEAM, Set.of("", "north"));
        assertThat(several.includes(WITH)).isTrue();
        assertThat(several.includes(WITHOUT)).isTrue();
        assertThat(several.includes(new Labels("bob", "south", null, null, null)))
                .isFalse();
        assertThat(several.includes(new Labels("cy", "north", null, null, null)))
                .isFalse();
        assertThat(several.isOfOne()).isFalse();
        assertThat(new Scope("ann", "north", null, null, null).isOfOne()).isTrue();
        assertThat(Scope.ALL.isOfOne()).isTrue();
        for (var part : List.of(
                new Scope("ann", null, "lamps", null, null),
                new Scope("ann", "", null, null, null),
                Scope.ALL.with(new OwnField("terms"), Set.of("FOB")))) {
            assertThat(part.isOfOne()).as("%s", part).isFalse();
        }
        assertThat(new Scope("ann", null, null, null, null).onlyOwner()).isEqualTo("ann");
    }

    @Test
    void ofAnOwnFieldWithSeveralValuesAnyWillDo() {
        var terms = new OwnField("terms");
        var papers = new OwnField("papers");
        var deal = new Labels(
                "ann", null, null, null, null, Map.of("terms", List.of("FOB"), "papers", List.of("bill", "origin")));
        for (var wanted : List.of(
                Scope.ALL.with(terms, Set.of("FOB", "CIF")),
                Scope.ALL.with(papers, Set.of("origin")),
                Scope.ALL.with(papers, Set.of("bill", "none")).with(terms, Set.of("FOB")),
                Scope.ALL.with(new OwnField("port"), Set.of("")))) {
            assertThat(wanted.includes(deal)).as("%s", wanted).isTrue();
        }
        for (var other : List.of(
                Scope.ALL.with(terms, Set.of("CIF", "")),
                Scope.ALL.with(papers, Set.of("origin")).with(terms, Set.of("CIF")),
                Scope.ALL.with(papers, Set.of("bill,origin")),
                Scope.ALL.with(new OwnField("port"), Set.of("Shanghai")))) {
            assertThat(other.includes(deal)).as("%s", other).isFalse();
        }
        assertThat(Scope.ALL.with(terms, Set.of("")).includes(WITH)).isTrue();
        assertThat(terms.of(deal)).isEqualTo(new Grouping.Group("FOB"));
        assertThat(terms.of(WITH)).isEqualTo(new Grouping.Group(null));
        assertThat(papers.all(deal)).containsExactly(new Grouping.Group("bill"), new Grouping.Group("origin"));
    }
}
