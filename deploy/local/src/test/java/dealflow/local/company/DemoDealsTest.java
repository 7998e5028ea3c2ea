package dealflow.local.company;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DemoDealsTest {

    private static final LocalDate UNTIL = LocalDate.of(2026, 11, 24);
    private static final List<ObjectNode> DEALS = new DemoDeals("demo", 1, UNTIL).generate();

    @Test
    void areTheSameForTheSameSeedAndDay() {
        assertThat(new DemoDeals("demo", 1, UNTIL).generate()).isEqualTo(DEALS);
        assertThat(new DemoDeals("demo", 2, UNTIL).generate()).isNotEqualTo(DEALS);
    }

    @Test
    void haveHistoriesInOrderThatEndBeforeThePresent() {
        var now = UNTIL.atStartOfDay(WorkingTime.ZONE).toInstant();
        for (var deal : DEALS) {
            var moments = history(deal)
                    .map(move -> OffsetDateTime.parse(move.path("at").asText()).toInstant())
                    .toList();
            assertThat(moments).isSorted().doesNotHaveDuplicates().allMatch(moment -> moment.isBefore(now));
        }
    }

    @Test
    void sayTheirTermsOnceTheyAreTalkedAbout() {
        var known = new ArrayList<String>();
        DemoDeals.incoterm("demo").path("choices").findValuesAsText("key", known);
        var said = DEALS.stream()
                .filter(deal -> !List.of("lead", "opportunity").contains(last(deal)))
                .map(deal -> deal.at("/fields/incoterm").asText())
                .collect(groupingBy(terms -> terms, counting()));
        assertThat(said.keySet()).containsExactlyInAnyOrderElementsOf(known);
        assertThat(DEALS).anyMatch(deal -> !deal.has("fields"));
    }

    @Test
    void areMadeOfLinesThatComeToTheirAmount() {
        for (var deal : DEALS) {
            assertThat(deal.has("lines")).isEqualTo(!last(deal).equals("lead"));
            if (deal.has("lines")) {
                var sum = StreamSupport.stream(deal.path("lines").spliterator(), false)
                        .map(line -> new BigDecimal(line.path("quantity").asText())
                                .multiply(new BigDecimal(
                                        line.at("/unitPrice/amount").asText())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum).isEqualByComparingTo(deal.at("/amount/amount").asText());
            }
        }
        assertThat(DEALS).anyMatch(deal -> deal.path("lines").size() == 2);
    }

    @Test
    void areOfTeamsOfWhichTwoStandBelowADivision() {
        var teams = DemoDeals.teams(UNTIL.minusYears(3));
        var known = new ArrayList<String>();
        teams.forEach((key, team) -> {
            assertThat(team.path("parent").isNull()
                            || known.contains(team.path("parent").asText()))
                    .as("%s stands behind what it is a part of", key)
                    .isTrue();
            known.add(key);
        });
        assertThat(teams.values())
                .filteredOn(team -> team.path("parent").asText().equals(DemoDeals.DIVISION))
                .hasSize(2);
        assertThat(known)
                .containsAll(DEALS.stream()
                        .map(deal -> deal.path("team").asText())
                        .distinct()
                        .toList());
    }

    @Test
    void endInEveryWayThatDealsDo() {
        var ends = DEALS.stream().collect(groupingBy(DemoDealsTest::last, counting()));

        assertThat(DEALS).hasSizeBetween(2500, 4500);
        assertThat(ends).containsKeys("lead", "opportunity", "risk-assessment", "won", "lost");
        assertThat((double) ends.get("won") / (ends.get("won") + ends.get("lost")))
                .isBetween(0.12, 0.35);
    }

    @Test
    void areConfirmedAndQualifiedAsFarAsTheyHaveCome() {
        for (var deal : DEALS) {
            var states = deal.path("qualification").findValuesAsText("state");
            assertThat(states).hasSize(4);
            if (!last(deal).equals("lead")) {
                assertThat(states).containsOnly("CONFIRMED");
                assertThat(deal.path("history").path(1).has("confirmation")).isTrue();
            }
        }
        assertThat(DEALS.stream().filter(deal -> deal.path("qualification")
                        .findValuesAsText("state")
                        .contains("UNKNOWN")))
                .hasSizeGreaterThan(500);
        assertThat(DEALS.stream().filter(deal -> !deal.path("checklist").isEmpty()))
                .hasSizeGreaterThan(2000);
    }

    @Test
    void areConfirmedByTheCustomersPeopleAndWonByTheirDecider() {
        for (var deal : DEALS) {
            var people = deal.path("people").findValuesAsText("id");
            assertThat(people).isNotEmpty().doesNotHaveDuplicates();
            history(deal)
                    .map(move -> move.path("confirmation"))
                    .filter(JsonNode::isObject)
                    .forEach(confirmation -> {
                        var person = deal.path("people")
                                .get(people.indexOf(confirmation.path("person").asText()));
                        assertThat(person.path("name")).isEqualTo(confirmation.path("confirmedBy"));
                        assertThat(person.path("role")).isEqualTo(confirmation.path("role"));
                    });
            history(deal).filter(move -> move.path("to").asText().equals("won")).forEach(move -> assertThat(
                            move.path("confirmation").path("role").asText())
                    .isEqualTo("DECIDER"));
        }
        assertThat(DEALS.stream()
                        .flatMap(deal -> deal.path("people").findValuesAsText("role").stream())
                        .distinct())
                .containsExactlyInAnyOrder("BUYER", "USER", "DECIDER", "INFLUENCER");
    }

    @Test
    void areNeverPaidMoreThanTheirAmountAndOnlyWhenWon() {
        for (var deal : DEALS) {
            var paid = StreamSupport.stream(deal.path("payments").spliterator(), false)
                    .map(payment ->
                            new BigDecimal(payment.path("amount").path("amount").asText()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(paid)
                    .isLessThanOrEqualTo(
                            new BigDecimal(deal.path("amount").path("amount").asText()));
            assertThat(deal.has("payments")).isEqualTo(last(deal).equals("won"));
        }
    }

    @Test
    void areWonMoreOftenByTheSkilled() {
        assertThat(winRate("chen.jing")).isGreaterThan(winRate("xu.ying"));
    }

    private static double winRate(String owner) {
        var ended = DEALS.stream()
                .filter(deal -> deal.path("owner").asText().equals(owner))
                .map(DemoDealsTest::last)
                .filter(end -> end.equals("won") || end.equals("lost"))
                .toList();
        return (double) ended.stream().filter("won"::equals).count() / ended.size();
    }

    private static String last(JsonNode deal) {
        return deal.path("history")
                .get(deal.path("history").size() - 1)
                .path("to")
                .asText();
    }

    private static java.util.stream.Stream<JsonNode> history(JsonNode deal) {
        return StreamSupport.stream(deal.path("history").spliterator(), false);
    }
}
