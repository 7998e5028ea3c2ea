package dealflow.funnel.notice;

import com.fasterxml.jackson.annotation.JsonValue;
import dealflow.edge.openapi.Coded;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a {@link Notice} says. The API document tells what each means; a meaning names the values that the notice has. */
@Schema(description = "What a notice says, with the values that it has")
public enum NoticeCode implements Coded {
    TOO_FEW("the sample of `count` is smaller than the `minimum` that gives a number"),
    NO_AMOUNTS("the amounts of all deals in the sample are unknown or nothing, so there is no share of them"),
    MEDIAN_NOT_REACHED("more than half have not got that far yet, so the median, p75 and p90 are not known"),
    P75_NOT_REACHED("more than a quarter have not got that far yet, so p75 and p90 are not known"),
    P90_NOT_REACHED("more than a tenth have not got that far yet, so p90 is not known"),
    WIN_RATE_UNKNOWN("no velocity: the win rate is not known, as its sample of `count` is smaller than the `minimum`"),
    NOTHING_WON("no velocity: nothing was won in the window, so the mean amount of a win is not known"),
    CYCLE_UNKNOWN("no velocity: the median cycle is not known"),
    CYCLE_TOO_SHORT("no velocity: the median cycle is shorter than a minute"),
    OPEN_AMOUNTS_WITHHELD(
            "to whoever may not see the deals, amounts of open deals are not told by when they entered, nor of a stage that has few"),
    OPEN_AMOUNTS_AND_SMALL_GROUPS_WITHHELD(
            "to whoever may not see the deals, amounts of open deals and the stages of groups of few deals are not told"),
    MOVED_AMOUNTS_WITHHELD("to whoever may not see the deals, amounts of moves between stages are not told"),
    MOVED_AMOUNTS_AND_SMALL_GROUPS_WITHHELD(
            "to whoever may not see the deals, amounts of moves and groups of few open deals are not told"),
    FEW_OPEN_DEALS(
            "fewer open deals than `minimum` are in question, or left out of a wider question: whoever may not see them is told neither their stages nor their amounts"),
    FEW_ENTERED(
            "fewer deals than `minimum` entered in the month that begins on `month`, or are left out of a wider question, and some of them are open: whoever may not see them is not told how far they came"),
    WHOLE_MONTHS_ONLY(
            "whoever may not see single deals is told how far they came by whole months only, from the first of one to the first of another"),
    PRODUCTS_OVERLAP(
            "a deal of several products counts in each of them with that part of its amount: counts add up to more than the deals, amounts to the whole"),
    WHOLE_DEALS_BY_PRODUCT(
            "a deal of several products counts in each of them with its whole amount: neither counts nor amounts add up to the whole"),
    TWO_PROPORTION_TEST(
            "differences are tested by the two-proportion z test, or Fisher's exact test where few are expected, corrected for many comparisons by Benjamini and Hochberg; below `level` they are more than noise");

    private final String meaning;

    NoticeCode(String meaning) {
        this.meaning = meaning;
    }

    @Override
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
