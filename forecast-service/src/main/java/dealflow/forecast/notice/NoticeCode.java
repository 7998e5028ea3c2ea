package dealflow.forecast.notice;

import com.fasterxml.jackson.annotation.JsonValue;
import dealflow.edge.openapi.Coded;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a {@link Notice} says. The API document tells what each means; a meaning names the values that the notice has. */
@Schema(description = "What a notice says, with the values that it has")
public enum NoticeCode implements Coded {
    FEW_DECIDED("nothing is expected: only `count` deals of the pipeline have been decided, of the `minimum` wanted"),
    FEW_OPEN("nothing is expected: some deals are open, but fewer than `minimum`"),
    FEW_OPEN_OR_OWING("nothing is expected: some deals are open or owe, but fewer than `minimum`"),
    FEW_CHANGED(
            "fewer than `minimum` deals changed: what they did to what is expected counts in the model's term, or, of so few in all, is not told"),
    FEW_BEGUN("nothing is expected: fewer than `minimum` deals have begun here"),
    OTHERS_WOULD_FOLLOW(
            "nothing is expected: what is expected of fewer than `minimum` other deals could be worked out from it"),
    PIPELINES_NOT_TOLD(
            "nothing is expected of all pipelines together, as of `count` of them nothing may be said to be: their reasons tell why"),
    FEW_INSTALMENTS("nothing is expected: there are too few instalments to say when they are paid"),
    ORDERS_WITHOUT_AMOUNT(
            "`count` orders have no amount: 0.00 stands for each in what is closed and in the simpler methods"),
    OWED_WITHOUT_AMOUNT("`count` orders have no amount: nobody knows what is owed for them"),
    ORDERS_ESTIMATED(
            "`count` orders have no amount: what such deals usually bring stands for each in what is expected, and nothing in what is owed"),
    OPEN_DEALS_WITHOUT_AMOUNT(
            "`count` open deals have no amount: what their product, or all, usually brought stands for each in what is expected"),
    LARGE_OPEN_DEALS(
            "`count` open deals are far larger than what is usually won: the amount counts in full in what is expected of open deals"),
    LARGE_DEALS(
            "`count` deals are far larger than what is usually won: only a part of the amount counts for deals not yet begun"),
    FEW_PAYMENTS("only `count` instalments were seen paid: when money comes is hardly known"),
    FEW_WINS("only `count` deals were won, of the `minimum` wanted: the numbers are rough"),
    FEW_DAYS_OF_INFLOW("deals were seen to begin on `count` days only: how many will begin is hardly known"),
    PRODUCTS_OVERLAP(
            "a deal of several products counts in each of them with that part of its amount: counts add up to more than the deals, amounts to the whole"),
    PAST_DAYS_PENDING(
            "`count` of `total` past days are still being worked out: how estimators are weighed and how wide intervals are stands on the others until then"),
    RANKS_ARE_NOISE(
            "no ranks are told: equally good ones would be as far apart by chance, or there are too few orders to tell"),
    FEW_FORMERLY(
            "all have equal parts: only `count` orders, or deals that entered, are known of the former periods, of the `minimum` wanted"),
    NO_BACKTEST("no verdict: no backtest is done yet, one is under way"),
    BACKTEST_FAILED("no verdict: the backtest failed, and its problem says why"),
    FEW_PAST_FORECASTS(
            "no verdict: no forecast has come to its end that was made when at least `minimum` deals had been won"),
    FEW_PAST_FORECASTS_OF_RECEIPTS(
            "no verdict: no forecast of receipts has come to its end that was made when at least `minimum` deals had been won and `minimumPayments` payments received"),
    NO_PAST_SNAPSHOT("no verdict: no daily snapshot has seen a whole period come to its end yet"),
    MODEL_BETTER("the model has been better than each simpler method at every horizon"),
    BASELINE_BETTER("a simpler method has been better than the model, at the horizons in `better`");

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
