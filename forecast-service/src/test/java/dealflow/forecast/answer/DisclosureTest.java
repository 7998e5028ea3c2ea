package dealflow.forecast.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.organisation.TeamChoice;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.contract.organisation.TeamTree;
import dealflow.forecast.Known;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.OwnField;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TeamGroups;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing is said to be expected of a few deals, nor where it could be worked out. */
class DisclosureTest {

    private static final int TODAY = 20_000;
    private static final int MINIMUM = 10;
    private static final Scope ALL = Scope.ALL;

    private final List<DealHistory> lives = new ArrayList<>();

    /** Deals of one owner, of which some are open; the others were won after ten days. */
    private void deals(String owner, String team, int open, int decided) {
        deals(new Scope.Labels(owner, team, null, null, null), open, decided);
    }

    private void deals(Scope.Labels labels, int open, int decided) {
        for (var i = 0; i < open + decided; i++) {
            var entered = TODAY - 20 - i % 50;
            var visit = i < open ? new Visit(0, entered, Visit.OPEN, 0) : new Visit(0, entered, entered + 10, 1);
            lives.add(new DealHistory(
                    labels, 100, 100, entered, i < open ? -1 : entered + 10, List.of(), List.of(visit)));
        }
    }

    private Disclosure disclosure(Measure measure) {
        return new Disclosure(Known.of(new TrainingData(lives, 1, TODAY)), measure, MINIMUM);
    }

    private static Scope owner(String owner) {
        return new Scope(owner, null, null, null, null);
    }

    private static Notice few(NoticeCode code, String message) {
        return new Notice(code, message, NoticeValues.ofMinimum(MINIMUM));
    }

    @Test
    void fewOpenDealsAreNoPopulation() {
        deals("ann", "north", 9, 40);
        deals("bob", "north", 30, 40);
        deals("cem", "north", 12, 40);
        deals("dee", "north", 0, 40);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.reason(ALL)).isNull();
        assertThat(disclosure.reason(owner("ann"))).isEqualTo(few(NoticeCode.FEW_OPEN, "fewer than 10 open deals"));
        // From the whole, less bob's and cem's, ann's would follow.
        assertThat(disclosure.reason(owner("cem")).code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure.reason(owner("bob"))).isNull();
        // That nothing is open says nothing of a deal.
        assertThat(disclosure.reason(owner("dee"))).isNull();
        assertThat(disclosure.reasons(ALL, Label.OWNER))
                .containsOnlyKeys(new Grouping.Group("ann"), new Grouping.Group("cem"));
    }

    @Test
    void severalFiltersAreHeldAgainstEachOfThem() {
        deals("ann", "north", 20, 40);
        deals("ann", "south", 3, 40);
        deals("bob", "south", 20, 40);
        deals("cem", "north", 20, 40);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.reason(owner("ann"))).isNull();
        // ann's in north, taken off ann's, are three deals.
        assertThat(disclosure
                        .reason(new Scope("ann", "north", null, null, null))
                        .code())
                .isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure
                        .reason(new Scope("ann", "south", null, null, null))
                        .code())
                .isEqualTo(NoticeCode.FEW_OPEN);
        assertThat(disclosure
                        .reason(new Scope("bob", "south", null, null, null))
                        .code())
                .isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure.reasons(owner("ann"), Label.TEAM)).hasSize(2);
    }

    /** A team is told, and all its people but for three deals not beside it. */
    @Test
    void ofScopesWithNearlyTheSameDealsTheSimplerIsTold() {
        deals("ann", "north", 20, 40);
        deals("bob", "north", 20, 40);
        deals("bob", "south", 3, 40);
        deals("cem", "south", 20, 40);
        deals("dee", "south", 40, 40);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.reason(team("north"))).isNull();
        assertThat(disclosure.reason(owners("ann"))).isNull();
        assertThat(disclosure.reason(owners("bob"))).isNull();
        assertThat(disclosure.reason(owners("ann", "bob")).code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure.reason(owners("cem", "dee")).code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure.reason(owners("ann", "cem"))).isNull();
        assertThat(disclosure.reasons(ALL, Label.OWNER)).isEmpty();
    }

    /** A field that is filled in as the products are, but for two deals. */
    @Test
    void anOwnFieldThatSaysWhatAnotherLabelSaysIsWithheld() {
        deals(sold("lamp", "oslo"), 30, 40);
        deals(sold("mast", "oslo"), 2, 40);
        deals(sold("mast", "bergen"), 30, 40);
        deals(sold("pole", "narvik"), 30, 40);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.reason(port("oslo")).code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure.reason(port("bergen")).code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure.reason(port("narvik"))).isNull();
        assertThat(disclosure.reasons(ALL, Label.PRODUCT)).isEmpty();
        assertThat(disclosure.reasons(ALL, new OwnField("port")))
                .containsOnlyKeys(new Grouping.Group("oslo"), new Grouping.Group("bergen"));
    }

    private static Scope.Labels sold(String product, String port) {
        return new Scope.Labels("ann", "north", product, null, null, Map.of("port", List.of(port)));
    }

    private static Scope port(String port) {
        return ALL.with(new OwnField("port"), Set.of(port));
    }

    private static Scope team(String team) {
        return ALL.with(Label.TEAM, Set.of(team));
    }

    private static Scope owners(String... owners) {
        return ALL.with(Label.OWNER, Set.of(owners));
    }

    /** What a team has, taken off what the team above it has, is what is beside it there. */
    @Test
    void aTeamIsHeldAgainstTheOneAboveIt() {
        deals("ann", "north", 20, 40);
        deals("bob", "south", 3, 40);
        deals("cem", "asia", 30, 40);
        deals("dee", "europe", 25, 40);
        var tree = TeamTree.of(List.of(team("north", "ocean"), team("south", "ocean"), team("ocean", "europe")), DAY);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.reason(of(tree, "europe"))).isNull();
        assertThat(disclosure.reason(of(tree, "asia"))).isNull();
        assertThat(disclosure.reason(of(tree, "ocean"))).isNull();
        assertThat(disclosure.reason(of(tree, "south")).code()).isEqualTo(NoticeCode.FEW_OPEN);
        assertThat(disclosure.reason(of(tree, "north")).code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure.reasons(of(tree, "ocean"), new TeamGroups(tree, Set.of("ocean"))))
                .containsOnlyKeys(new Grouping.Group("north"), new Grouping.Group("south"));
        assertThat(disclosure.reasons(of(tree, "europe"), new TeamGroups(tree, Set.of("europe"))))
                .as("ocean, and europe's own")
                .isEmpty();
        assertThat(disclosure.reasons(ALL, new TeamGroups(tree, Set.of()))).isEmpty();
        // What is right in europe is the rest of it without ocean.
        assertThat(disclosure.reason(Scope.ALL.with(new TeamChoice(tree, Set.of("europe"), false))))
                .isNull();
    }

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");

    private static TeamDefinition team(String key, String parent) {
        return new TeamDefinition(key, 1, List.of(new TeamState(DAY, Map.of(), parent, List.of())));
    }

    private static Scope of(TeamTree tree, String team) {
        return Scope.ALL.with(new TeamChoice(tree, Set.of(team), true));
    }

    /** What is hidden is at least ten deals in two parts or more, whatever the parts. */
    @Test
    void whatIsHiddenIsAPopulation() {
        var suppression = new Suppression(MINIMUM);
        assertThat(suppression.hidden(Map.of("a", 0, "b", 10, "c", 50))).isEmpty();
        assertThat(suppression.hidden(Map.of("a", 1, "b", 10, "c", 50))).containsExactlyInAnyOrder("a", "b");
        assertThat(suppression.hidden(Map.of("a", 1, "b", 2, "c", 50))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(suppression.hidden(Map.of("a", 6, "b", 7, "c", 50))).containsExactlyInAnyOrder("a", "b");
        assertThat(suppression.hidden(Map.of("a", 6))).containsExactly("a");
    }

    @Test
    void withoutHistoryNothingIsCertain() {
        deals("ann", "north", 40, 9);
        assertThat(disclosure(Measure.BOOKINGS).reason(ALL))
                .isEqualTo(new Notice(
                        NoticeCode.FEW_DECIDED,
                        "not enough history: 9 deals of the pipeline have been decided, 10 are wanted",
                        NoticeValues.ofCount(9, MINIMUM)));
    }

    @Test
    void whoHasHardlyBegunHasNoInflow() {
        deals("ann", "north", 20, 40);
        deals("new", "north", 0, 3);
        assertThat(disclosure(Measure.BOOKINGS).reason(owner("new")).code()).isEqualTo(NoticeCode.FEW_BEGUN);
        assertThat(disclosure(Measure.BOOKINGS).reason(owner("nobody")).code()).isEqualTo(NoticeCode.FEW_BEGUN);
    }

    /** What won deals owe is to come as well. */
    @Test
    void receiptsAreOfAllThatPay() {
        deals("ann", "north", 3, 40);
        deals("bob", "north", 20, 40);
        assertThat(disclosure(Measure.BOOKINGS).reason(owner("ann"))).isNotNull();
        assertThat(disclosure(Measure.RECEIPTS).reason(owner("ann"))).isNull();
        deals("eve", "north", 3, 0);
        assertThat(disclosure(Measure.RECEIPTS).reason(owner("eve")))
                .isEqualTo(few(NoticeCode.FEW_OPEN_OR_OWING, "fewer than 10 deals are open or owe"));
    }

    @Test
    void cohortsOfAFewAreNone() {
        deals("ann", "north", 50, 40);
        var day = LocalDate.ofEpochDay(TODAY);
        var disclosure = disclosure(Measure.BOOKINGS);
        var few = new Entries(day.minusDays(25), day, day.plusDays(30));
        assertThat(disclosure.reason(ALL, few)).isEqualTo(few(NoticeCode.FEW_OPEN, "fewer than 10 open deals"));
        var most = new Entries(day.minusDays(200), day.minusDays(24), day.plusDays(30));
        assertThat(disclosure.reason(ALL, most).code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        var all = new Entries(day.minusDays(200), day, day.plusDays(30));
        assertThat(disclosure.reason(ALL, all)).isNull();
    }

    private static Scope.Labels in(String region, String terms, String... papers) {
        var own = new HashMap<String, List<String>>();
        if (terms != null) {
            own.put("terms", List.of(terms));
        }
        if (papers.length > 0) {
            own.put("papers", List.of(papers));
        }
        return new Scope.Labels("ann", "north", null, null, region, own);
    }

    private static final OwnField TERMS = new OwnField("terms");
    private static final OwnField PAPERS = new OwnField("papers");
    private static final Scope EU = new Scope(null, null, null, null, "EU");

    /** All but five are in the EU, and all of these FOB: neither filter alone says of few, and both together are the whole less five. */
    @Test
    void theDifferenceFromAQuestionWithoutBothFiltersIsNoneOfAFew() {
        deals(in("EU", "FOB"), 30, 40);
        deals(in("US", "CIF"), 5, 40);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.reason(ALL)).isNull();
        assertThat(disclosure.reason(EU.with(TERMS, Set.of("FOB"))).code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure.reasons(ALL, TERMS)).hasSize(2);
    }

    /** FOB less FOB in the EU would be three deals: also where both are groups. */
    @Test
    void groupsOfAPartAreHeldAgainstGroupsOfTheWhole() {
        deals(in("EU", "FOB"), 30, 40);
        deals(in("EU", "CIF"), 30, 40);
        deals(in("EU", null), 30, 40);
        deals(in("US", "FOB"), 3, 40);
        deals(in("US", "CIF"), 30, 40);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.reasons(ALL, TERMS)).isEmpty();
        assertThat(disclosure.reason(EU)).isNull();
        // Those of the US, less CIF of the US, would be the same three.
        assertThat(disclosure.reasons(EU, TERMS))
                .containsOnlyKeys(new Grouping.Group("FOB"), new Grouping.Group("CIF"));
        for (var terms : List.of("FOB", "CIF")) {
            assertThat(disclosure.reason(EU.with(TERMS, Set.of(terms)))).isNotNull();
        }
        deals(in("US", "FOB"), 7, 40);
        assertThat(disclosure(Measure.BOOKINGS).reasons(EU, TERMS)).isEmpty();
    }

    /** With both papers there are four: with the one, with the other, and with either tell of them. */
    @Test
    void whatFewDealsHaveInCommonIsNotToldByEitherValue() {
        deals(in("EU", null, "bill"), 30, 40);
        deals(in("EU", null, "origin"), 30, 40);
        deals(in("EU", null, "packing"), 30, 40);
        var before = disclosure(Measure.BOOKINGS);
        assertThat(before.reason(ALL.with(PAPERS, Set.of("bill")))).isNull();
        deals(in("EU", null, "bill", "origin"), 4, 40);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.reason(ALL.with(PAPERS, Set.of("bill")))).isNotNull();
        assertThat(disclosure.reason(ALL.with(PAPERS, Set.of("origin")))).isNotNull();
        assertThat(disclosure.reason(ALL.with(PAPERS, Set.of("packing")))).isNull();
    }

    /** Whatever is asked with and without filters of three kinds: no two answers differ by few deals. */
    @Test
    void noTwoAnswersDifferByFewDeals() {
        var random = new Random(5);
        for (var round = 0; round < 40; round++) {
            lives.clear();
            for (var region : List.of("EU", "US")) {
                for (var terms : List.of("FOB", "CIF", "")) {
                    for (var paper : List.of("bill", "origin", "")) {
                        var papers = paper.isEmpty() ? new String[0] : new String[] {paper};
                        deals(in(region, terms.isEmpty() ? null : terms, papers), random.nextInt(4) * 6, 5);
                    }
                }
            }
            var disclosure = disclosure(Measure.BOOKINGS);
            var told = new HashMap<Scope, Integer>();
            for (var region : new String[] {null, "EU", "US"}) {
                for (var terms : new String[] {null, "FOB", "CIF", ""}) {
                    for (var paper : new String[] {null, "bill", "origin", ""}) {
                        var scope = new Scope(null, null, null, null, region);
                        scope = terms == null ? scope : scope.with(TERMS, Set.of(terms));
                        var asked = paper == null ? scope : scope.with(PAPERS, Set.of(paper));
                        if (disclosure.reason(asked) == null) {
                            told.put(asked, open(asked));
                        }
                        if (terms != null
                                && !disclosure
                                        .reasons(asked.without(TERMS), TERMS)
                                        .containsKey(new Grouping.Group(terms.isEmpty() ? null : terms))) {
                            told.put(asked, open(asked));
                        }
                    }
                }
            }
            told.forEach((narrow, some) -> told.forEach((wide, all) -> {
                if (narrow.asked().entrySet().containsAll(wide.asked().entrySet())) {
                    assertThat(all - some == 0 || all - some >= MINIMUM)
                            .as("%s less %s: %d", wide, narrow, all - some)
                            .isTrue();
                }
            }));
        }
    }

    /** What is not in either of two groups is a sum and difference of four answers. */
    @Test
    void fourAnswersDoNotGiveAFewDealsAway() {
        deals(in("EU", "FOB"), 30, 40);
        deals(in("EU", "CIF"), 30, 40);
        deals(in("US", "FOB"), 30, 40);
        deals(in("US", "CIF"), 4, 40);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.reason(ALL)).isNull();
        assertThat(disclosure.reason(EU)).isNull();
        assertThat(disclosure.reason(ALL.with(TERMS, Set.of("FOB")))).isNull();
        assertThat(disclosure.reason(EU.with(TERMS, Set.of("FOB"))).code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(disclosure.reasons(EU, TERMS)).containsKey(new Grouping.Group("FOB"));
    }

    private int open(Scope scope) {
        return (int) lives.stream()
                .filter(deal -> deal.open() && scope.includes(deal.labels()))
                .count();
    }

    private enum By {
        TERMS
    }

    /** What is expected of FOB in the EU, taken from the same part of all, would be that of three deals. */
    @Test
    void partsOfAPartAreHeldAgainstTheSamePartsOfTheWhole() {
        deals(in("EU", "FOB"), 30, 40);
        deals(in("EU", "CIF"), 30, 40);
        deals(in("EU", null), 30, 40);
        deals(in("US", "FOB"), 3, 40);
        deals(in("US", "CIF"), 30, 40);
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(parts(disclosure, ALL)).isEmpty();
        assertThat(parts(disclosure, EU)).containsExactlyInAnyOrder("FOB", "CIF");
        deals(in("US", "FOB"), 7, 40);
        assertThat(parts(disclosure(Measure.BOOKINGS), EU)).isEmpty();
    }

    private static Set<String> parts(Disclosure disclosure, Scope scope) {
        return disclosure.hiddenParts(
                scope, By.TERMS, deal -> TERMS.of(deal.labels()).name());
    }

    /** Of those that began in a window, too: FOB's less FOB's in the EU. */
    @Test
    void cohortsOfAPartAreHeldAgainstThoseOfTheWhole() {
        deals(in("EU", "FOB"), 100, 40);
        deals(in("US", "FOB"), 20, 40);
        deals(in("US", "CIF"), 100, 40);
        var day = LocalDate.ofEpochDay(TODAY);
        var disclosure = disclosure(Measure.BOOKINGS);
        // Six of the twenty began in the last 25 days, and twelve of each hundred.
        var window = new Entries(day.minusDays(25), day, day.plusDays(30));
        var fob = ALL.with(TERMS, Set.of("FOB"));
        assertThat(disclosure.reason(fob)).isNull();
        assertThat(disclosure.reason(fob.with(Label.REGION, Set.of("EU")))).isNull();
        assertThat(disclosure.reason(fob, window)).isNull();
        assertThat(disclosure
                        .reason(fob.with(Label.REGION, Set.of("EU")), window)
                        .code())
                .isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
    }
}
