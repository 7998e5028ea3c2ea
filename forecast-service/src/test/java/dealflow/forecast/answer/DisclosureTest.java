package dealflow.forecast.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.Known;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing is said to be expected of a few deals, nor where it could be worked out. */
class DisclosureTest {

    private static final int TODAY = 20_000;
    private static final int MINIMUM = 10;
    private static final Scope ALL = Scope.ALL;

    private final List<DealHistory> lives = new ArrayList<>();

    /** Deals of one owner, of which some are open; the others were won after ten days. */
    private void deals(String owner, String team, int open, int decided) {
        for (var i = 0; i < open + decided; i++) {
            var entered = TODAY - 20 - i % 50;
            var visit = i < open ? new Visit(0, entered, Visit.OPEN, 0) : new Visit(0, entered, entered + 10, 1);
            lives.add(new DealHistory(
                    new Scope.Labels(owner, team, null, null, null),
                    100,
                    100,
                    entered,
                    i < open ? -1 : entered + 10,
                    List.of(),
                    List.of(visit)));
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
        assertThat(disclosure.reasons(ALL, Grouping.OWNER))
                .containsOnlyKeys(new Grouping.Group("ann"), new Grouping.Group("cem"));
    }

    @Test
    void severalFiltersAreHeldAgainstEachOfThem() {
        deals("ann", "north", 20, 40);
        deals("ann", "south", 3, 40);
        deals("bob", "south", 20, 40);
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
        assertThat(disclosure.reasons(owner("ann"), Grouping.TEAM)).hasSize(2);
    }

    /** What is hidden is at least ten deals in two parts or more, whatever the parts. */
    @Test
    void whatIsHiddenIsAPopulation() {
        var disclosure = disclosure(Measure.BOOKINGS);
        assertThat(disclosure.hidden(Map.of("a", 0, "b", 10, "c", 50))).isEmpty();
        assertThat(disclosure.hidden(Map.of("a", 1, "b", 10, "c", 50))).containsExactlyInAnyOrder("a", "b");
        assertThat(disclosure.hidden(Map.of("a", 1, "b", 2, "c", 50))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(disclosure.hidden(Map.of("a", 6, "b", 7, "c", 50))).containsExactlyInAnyOrder("a", "b");
        assertThat(disclosure.hidden(Map.of("a", 6))).containsExactly("a");
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
}
