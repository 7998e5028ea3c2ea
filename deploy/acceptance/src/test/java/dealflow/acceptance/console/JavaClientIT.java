package dealflow.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dealflow.acceptance.system.Dealflow;
import dealflow.client.Feed;
import dealflow.client.Pages;
import dealflow.client.ProblemException;
import dealflow.client.ProblemException.Missing;
import dealflow.client.deals.Confirmation;
import dealflow.client.deals.Customer;
import dealflow.client.deals.DealFields;
import dealflow.client.deals.DealSnapshot;
import dealflow.client.deals.DealsApi;
import dealflow.client.deals.Element;
import dealflow.client.deals.EventType;
import dealflow.client.deals.Money;
import dealflow.client.deals.NewDeal;
import dealflow.client.deals.NewMove;
import dealflow.client.deals.NewPipeline;
import dealflow.client.deals.NewVersion;
import dealflow.client.deals.PageDealSnapshot;
import dealflow.client.deals.Qualification;
import dealflow.client.deals.State;
import dealflow.client.deals.Status;
import dealflow.client.forecasts.Interval;
import dealflow.client.funnels.Basis;
import dealflow.local.login.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Java client, made from the API documents as they are now, on the running services: a company's first day. */
@ExtendWith(Dealflow.class)
class JavaClientIT {

    private static final String PIPELINE = "java-client";
    private static final Money AMOUNT = new Money().amount("1000.00").currency("EUR");

    private static dealflow.client.Dealflow client;
    private static DealsApi deals;
    private static String begin;
    private static List<UUID> ids;

    @BeforeAll
    static void sevenLeads() {
        var stack = Dealflow.stack();
        client = dealflow.client.Dealflow.builder()
                .deals(stack.deals().api().toString())
                .funnels(stack.funnels().api().toString())
                .forecasts(stack.forecasts().api().toString())
                .token(() -> stack.token(Role.OPS))
                .build();
        deals = client.deals();
        begin = deals.readEvents(options -> options.after("latest")).getNext();
        deals.createPipeline(new NewPipeline()
                .key(PIPELINE)
                .template("buyer-aligned-7")
                .currency("EUR")
                .timeZone("Europe/Amsterdam"));
        ids = IntStream.range(0, 7)
                .mapToObj(number -> new NewDeal()
                        .pipeline(PIPELINE)
                        .title("Order " + number)
                        .owner("li.wei")
                        .customer(new Customer().name("Berg AS"))
                        .amount(AMOUNT))
                .map(deal -> deals.openDeal(deal).getId())
                .toList();
    }

    @Test
    void aListIsReadPageByPageToItsEnd() {
        var leads = Pages.of(
                        (String cursor) -> deals.listDeals(options -> options.pipeline(List.of(PIPELINE))
                                .status(List.of(Status.LEAD))
                                .cursor(cursor)
                                .limit(3)),
                        PageDealSnapshot::getItems,
                        PageDealSnapshot::getNext)
                .toList();

        assertThat(leads)
                .extracting(DealSnapshot::getId)
                .doesNotHaveDuplicates()
                .containsAll(ids.subList(1, 7));
        assertThat(leads).extracting(DealSnapshot::getAmount).containsOnly(AMOUNT);
    }

    @Test
    void aDealIsOpenedOnceHoweverOftenItIsSent() {
        var deal = new NewDeal().pipeline(PIPELINE).title("Order 7").owner("li.wei");
        var key = UUID.randomUUID().toString();

        var first = deals.openDeal(deal, options -> options.idempotencyKey(key));

        assertThat(deals.openDeal(deal, options -> options.idempotencyKey(key))).isEqualTo(first);
        assertThat(first.getStatus()).isEqualTo(Status.LEAD);
        deals.deleteDeal(first.getId());
    }

    @Test
    void whatIsRefusedIsAProblemThatSaysWhy() {
        var refused = catchThrowableOfType(
                ProblemException.class, () -> deals.moveDeal(ids.get(1), new NewMove().to("opportunity")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.correlationId()).isPresent();
        assertThat(refused.missing())
                .extracting(Missing::key)
                .contains("confirmation", "need", "budget", "keyPerson", "fit");

        var wrong = catchThrowableOfType(ProblemException.class, () -> deals.listDeals(options -> options.limit(1000)));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("limit");
    }

    @Test
    void aRevisionGoesOnlyOntoTheVersionThatWasReadAndCanTakeAValueAway() {
        var id = ids.get(2);
        var tag = new AtomicReference<String>();
        deals.getDeal(
                id,
                options -> options.answered(
                        headers -> tag.set(headers.firstValue("ETag").orElseThrow())));

        var revised = deals.reviseDeal(id, new DealFields().title("Lamps"), options -> options.remove("customer")
                .ifMatch(tag.get()));

        assertThat(revised.getTitle()).isEqualTo("Lamps");
        assertThat(revised.getCustomer()).isNull();
        assertThat(revised.getAmount()).isEqualTo(AMOUNT);
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> deals.reviseDeal(
                                        id, new DealFields().title("Lights"), options -> options.ifMatch(tag.get())))
                        .status())
                .isEqualTo(412);
    }

    @Test
    void aDealThatTheCustomerMovesIsInFeedFunnelAndForecast() {
        var id = ids.get(0);
        deals.qualifyDeal(
                id,
                new Qualification()
                        .need(confirmed("inquiry"))
                        .budget(confirmed("call"))
                        .keyPerson(confirmed("Kari Berg"))
                        .fit(confirmed("EN 60598")));
        var moved = deals.moveDeal(
                id,
                new NewMove()
                        .to("opportunity")
                        .confirmation(new Confirmation()
                                .confirmedBy("Kari Berg")
                                .signal("INQUIRY")
                                .channel("email")
                                .reference("mail")));
        assertThat(moved.getStatus()).isEqualTo(Status.OPEN);
        Dealflow.awaitProjections();

        var events = StreamSupport.stream(
                        Feed.toItsEnd(deals, begin, filter -> filter.pipeline(List.of(PIPELINE))
                                        .limit(3))
                                .spliterator(),
                        false)
                .map(Feed.Read::event)
                .filter(event -> event.getSubject().equals(id.toString()))
                .toList();
        assertThat(events)
                .extracting(event -> event.getData().asDealEvent().getSequence())
                .containsExactly(1L, 2L, 3L);
        assertThat(events).last().satisfies(event -> {
            assertThat(event.getType()).isEqualTo(EventType.DEALFLOW_DEAL_STAGE_CHANGED_V1);
            assertThat(event.getData().asDealEvent().getDeal()).isEqualTo(moved);
        });

        var funnel = client.funnels().getFunnel(PIPELINE, options -> options.basis(Basis.COHORT)
                .from(LocalDate.now().minusDays(7).toString())
                .to(LocalDate.now().plusDays(2).toString()));
        assertThat(funnel.getPipeline()).isEqualTo(PIPELINE);
        assertThat(funnel.getEntered().getCount()).isEqualTo(1);
        assertThat(funnel.getStages()).first().satisfies(stage -> {
            assertThat(stage.asCohortStage().getStage()).isEqualTo("opportunity");
            assertThat(stage.asCohortStage().getReached().getCount()).isEqualTo(1);
        });

        var forecast = client.forecasts().getForecast(PIPELINE, options -> options.interval(Interval.MONTH)
                .periods(2));
        assertThat(forecast.getCurrency()).isEqualTo("EUR");
        assertThat(forecast.getPeriods())
                .hasSize(2)
                .allSatisfy(period -> assertThat(period.getClosed().getCount()).isZero());
    }

    @Test
    void aPipelineIsChangedFromWhatItIs() {
        var key = PIPELINE + "-changed";
        deals.createPipeline(new NewPipeline()
                .key(key)
                .template("buyer-aligned-7")
                .currency("EUR")
                .timeZone("Europe/Amsterdam"));
        var first = deals.getPipeline(key);

        var second = deals.changePipeline(key, first.as(NewVersion.class).lossReasons(List.of("price", "rain")));

        assertThat(second.getLossReasons()).containsExactly("price", "rain");
        assertThat(second.getVersion()).isEqualTo(2);
        assertThat(second.getStages()).isEqualTo(first.getStages());
    }

    @Test
    void anExportComesAsItIs() throws IOException {
        try (var file = deals.exportDeals(options -> options.pipeline(List.of(PIPELINE)))) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSizeGreaterThanOrEqualTo(7).allMatch(line -> line.contains(PIPELINE));
            assertThat(new HashSet<>(lines)).hasSameSizeAs(lines);
        }
    }

    private static Element confirmed(String evidence) {
        return new Element().state(State.CONFIRMED).evidence(evidence);
    }
}
