package dealflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.client.OtherSide.Answer;
import dealflow.client.deals.DealSnapshot;
import dealflow.client.deals.EventType;
import dealflow.client.deals.PageDealSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListsTest {

    @Test
    void aListIsReadToItsEndPageByPage() throws Exception {
        try (var other = new OtherSide((seen, number) -> Answer.ok("{\"items\": [%s], \"next\": %s}"
                .formatted(
                        number == 1 ? "" : "{\"title\": \"%d\"}".formatted(number),
                        number == 2 ? "null" : "\"p%d\"".formatted(number))))) {
            var deals = other.dealflow().build().deals();

            var all = Pages.of(
                    (String cursor) ->
                            deals.listDeals(options -> options.stalled(true).cursor(cursor)),
                    PageDealSnapshot::getItems,
                    PageDealSnapshot::getNext);

            assertThat(all.map(DealSnapshot::getTitle)).containsExactly("0", "2");
            assertThat(other.seen())
                    .extracting(OtherSide.Seen::target)
                    .containsExactly(
                            "/deals?stalled=true", "/deals?stalled=true&cursor=p0", "/deals?stalled=true&cursor=p1");
        }
    }

    @Test
    void noMoreIsAskedForThanIsNeededAndACursorThatIsForgottenIsTold() throws Exception {
        try (var other = new OtherSide((seen, number) -> Answer.ok("{\"items\": [{}, {}], \"next\": \"same\"}"))) {
            var deals = other.dealflow().build().deals();

            assertThat(Pages.of(cursor -> deals.listDeals(), PageDealSnapshot::getItems, PageDealSnapshot::getNext)
                            .limit(2))
                    .hasSize(2);
            assertThat(other.seen()).hasSize(1);
            assertThatThrownBy(() -> Pages.of(
                                    cursor -> deals.listDeals(), PageDealSnapshot::getItems, PageDealSnapshot::getNext)
                            .count())
                    .hasMessageContaining("the cursor");
        }
    }

    @Test
    void theFeedIsReadOnToItsEnd() throws Exception {
        var pages = List.of(
                "{\"items\": [%s, %s], \"next\": \"one\", \"more\": true}".formatted(event(1), event(2)),
                "{\"items\": [], \"next\": \"two\", \"more\": true}",
                "{\"items\": [%s], \"next\": \"three\", \"more\": false}".formatted(event(3)));
        try (var other = new OtherSide((seen, number) -> Answer.ok(pages.get(number)))) {
            var deals = other.dealflow().build().deals();
            var read = new ArrayList<String>();

            for (var each : Feed.toItsEnd(deals, "kept", filter -> filter.type(
                            List.of(EventType.DEALFLOW_DEAL_OPENED_V1, EventType.DEALFLOW_DEAL_STALLED_V1))
                    .limit(2))) {
                read.add(each.event().getData().asDealEvent().getSequence() + " " + each.next());
            }

            assertThat(read).containsExactly("1 null", "2 one", "3 three");
            assertThat(other.seen())
                    .extracting(OtherSide.Seen::target)
                    .allMatch(target -> target.contains(
                            "limit=2&type=dealflow.deal.opened.v1&type=dealflow.deal.stalled.v1&after="))
                    .noneMatch(target -> target.contains("wait"))
                    .extracting(target -> target.replaceFirst(".*after=", ""))
                    .containsExactly("kept", "one", "two");
        }
    }

    @Test
    void theFeedWaitsForMore() throws Exception {
        try (var other =
                new OtherSide((seen, number) -> Answer.ok("{\"items\": [%s], \"next\": \"n%d\", \"more\": false}"
                        .formatted(number % 2 == 0 ? "" : event(number), number)))) {
            var feed = Feed.follow(other.dealflow().build().deals(), null, filter -> {})
                    .iterator();

            assertThat(feed.next().next()).isEqualTo("n1");
            assertThat(feed.next().next()).isEqualTo("n3");
            assertThat(other.seen().get(0).target()).isEqualTo("/events?limit=200&wait=PT20S");
        }
    }

    private static String event(int sequence) {
        return "{\"type\": \"dealflow.deal.revised.v1\", \"data\": {\"sequence\": %d}}".formatted(sequence);
    }
}
