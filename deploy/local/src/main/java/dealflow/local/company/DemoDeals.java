package dealflow.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo company's deals of two years, each a line of the import's canonical form. */
public final class DemoDeals {

    public static final String CURRENCY = "USD";

    /** The team over two others. */
    public static final String DIVISION = Company.DIVISION;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final double VERY_LARGE = 0.015;
    /** One deal in so many is about two products. */
    private static final int WITH_SPARES = 9;

    private static final BigDecimal PARTS = new BigDecimal(5);
    private static final String LADING = "BILL_OF_LADING";
    private static final BigDecimal DEPOSIT = new BigDecimal("0.30");

    private final String pipeline;
    private final LocalDate until;
    private final Chance chance;
    private final Evidence evidence;

    /**
     * @param until the last day of the two years; the same seed and day give the same lines
     */
    public DemoDeals(String pipeline, long seed, LocalDate until) {
        this.pipeline = pipeline;
        this.until = until;
        this.chance = new Chance(seed);
        this.evidence = new Evidence(seed);
    }

    public List<ObjectNode> generate() {
        var begin = until.minusYears(2);
        var season = new Season(begin);
        var lines = new ArrayList<ObjectNode>();
        for (var day = begin; day.isBefore(until); day = day.plusDays(1)) {
            for (var leads = chance.times(season.expectedLeads(day)); leads > 0; leads--) {
                lines.add(deal("DEMO-%05d".formatted(lines.size() + 1), day));
            }
        }
        return lines;
    }

    private ObjectNode deal(String externalId, LocalDate day) {
        var owner = chance.weighted(Company.SALESPEOPLE, Company.Salesperson::share);
        var product = chance.weighted(Company.PRODUCTS, Company.Product::share);
        var source = chance.weighted(Company.SOURCES, Company.Source::share);
        var region = chance.anyOf(owner.team().regions());
        var customer = Company.customer(region, chance);
        var amount = amount(product);
        var now = until.atStartOfDay(WorkingTime.ZONE);
        var steps = new Journey(owner, source.quality(), WorkingTime.on(day, chance), now, chance).walk();
        var last = steps.get(steps.size() - 1);

        var line = JSON.createObjectNode()
                .put("externalId", externalId)
                .put("pipeline", pipeline)
                .put("title", "%s for %s".formatted(product.name(), customer))
                .put("owner", last.owner())
                .put("team", owner.team().name())
                .put("product", product.name())
                .put("source", source.name())
                .put("region", region)
                .put("expectedCloseOn", expectedClose(last).toString());
        line.putObject("customer").put("name", customer).put("country", Company.country(region));
        line.set("amount", money(amount));
        if (!last.to().equals("lead")) {
            lines(line, product, amount);
        }
        ownFields(line, owner.team(), last.to());
        var history = line.putArray("history");
        for (var step : steps) {
            var move = history.addObject()
                    .put("to", step.to())
                    .put("at", MOMENT.format(step.at()))
                    .put("owner", step.owner());
            if (step.reason() != null) {
                move.put("reason", step.reason());
            }
        }
        evidence.add(line, steps);
        terms(line);
        if (last.to().equals("won")) {
            pay(line, amount, last.at(), now);
        }
        return line;
    }

    /** By the terms that a team usually sells on, once they are talked about; no chance, so that all else stays as it was without. */
    private static void ownFields(ObjectNode line, Company.Team team, String stage) {
        if (!stage.equals("lead") && !stage.equals("opportunity")) {
            var terms = team.incoterms();
            var one = Math.floorMod(line.get("externalId").textValue().hashCode(), terms.size());
            line.putObject("fields").put("incoterm", terms.get(one));
        }
    }

    /**
     * The company's teams, each behind the one that it is a part of. The director's token names no team, and shows what is below the
     * division all the same.
     */
    public static Map<String, ObjectNode> teams(LocalDate from) {
        var teams = new LinkedHashMap<String, ObjectNode>();
        teams.put(DIVISION, team(from, null, Company.DIRECTOR));
        teams.get(DIVISION).putObject("names").put("en", "West").put("zh", "西区");
        Company.TEAMS.forEach(team -> teams.put(
                team.name(), team(from, Company.OF_DIVISION.contains(team) ? DIVISION : null, team.manager())));
        return teams;
    }

    private static ObjectNode team(LocalDate from, String parent, String manager) {
        var team = JSON.createObjectNode().put("from", from.toString()).put("parent", parent);
        team.putArray("managers").add(manager);
        return team;
    }

    /** The field that the lines have values of. */
    public static JsonNode incoterm(String pipeline) {
        var field = JSON.createObjectNode().put("type", "ONE_OF").put("dimension", true);
        field.putObject("names").put("en", "Incoterm").put("zh", "贸易术语");
        var choices = field.putArray("choices");
        Company.INCOTERMS.forEach((key, names) -> choices.addObject()
                .put("key", key)
                .putObject("names")
                .put("en", names.get(0))
                .put("zh", names.get(1)));
        field.putArray("requiredFrom").addObject().put("pipeline", pipeline).put("stage", "solution-confirmed");
        return field;
    }

    /** Log-normal, with a few orders that are ten times as large. */
    private BigDecimal amount(Company.Product product) {
        var dollars = chance.around(product.order(), 0.8) * (chance.happens(VERY_LARGE) ? 10 : 1);
        return BigDecimal.valueOf(Math.max(1, Math.round(dollars / 50)) * 50).setScale(2);
    }

    /** What the deal is about; of some deals a fifth of it is of another product. Amounts are multiples of 50. */
    private static void lines(ObjectNode line, Company.Product product, BigDecimal amount) {
        var lines = line.putArray("lines");
        var fifth = amount.divide(PARTS, 2, RoundingMode.UNNECESSARY);
        var isOfTwo = line.get("externalId").textValue().hashCode() % WITH_SPARES == 0;
        lines.add(line(product, isOfTwo ? amount.subtract(fifth) : amount));
        if (isOfTwo) {
            var products = Company.PRODUCTS;
            lines.add(line(products.get((products.indexOf(product) + 1) % products.size()), fifth));
        }
        line.put("amountBasis", "LINES");
    }

    /** As many as the money is for, at the first of its prices at which these are whole ones. */
    private static ObjectNode line(Company.Product product, BigDecimal amount) {
        var price = product.prices().stream()
                .map(BigDecimal::new)
                .filter(one -> amount.remainder(one).signum() == 0)
                .findFirst()
                .orElseThrow();
        var line = JSON.createObjectNode()
                .put("product", product.name())
                .put(
                        "quantity",
                        amount.divide(price, 0, RoundingMode.UNNECESSARY).toPlainString())
                .put("unit", product.unit());
        line.set("unitPrice", money(price.setScale(2)));
        return line;
    }

    private LocalDate expectedClose(Step last) {
        return last.at().toLocalDate().plusDays(chance.between(20, 90));
    }

    private static void terms(ObjectNode line) {
        var terms = line.putArray("paymentTerms");
        terms.addObject().put("milestone", "ORDER").put("share", DEPOSIT).put("offsetDays", 7);
        terms.addObject()
                .put("milestone", LADING)
                .put("share", BigDecimal.ONE.subtract(DEPOSIT))
                .put("offsetDays", 0);
    }

    /** 30 % with the order, 70 % against the bill of lading; what is not due yet is not paid yet. */
    private void pay(ObjectNode line, BigDecimal amount, ZonedDateTime ordered, ZonedDateTime now) {
        var deposit = amount.multiply(DEPOSIT).setScale(2, RoundingMode.HALF_UP);
        var depositOn = ordered.plusDays(chance.between(1, 9));
        var balanceOn = depositOn.plusDays(Math.round(chance.around(42, 0.35)));
        var payments = line.putArray("payments");
        payment(payments.addObject(), deposit, depositOn, now);
        payment(payments.addObject(), amount.subtract(deposit), balanceOn, now);
        if (balanceOn.isBefore(now)) {
            line.putArray("milestones")
                    .addObject()
                    .put("milestone", LADING)
                    .put("reachedOn", balanceOn.toLocalDate().toString());
        }
        for (var i = payments.size() - 1; i >= 0; i--) {
            if (payments.get(i).isEmpty()) {
                payments.remove(i);
            }
        }
    }

    private static void payment(ObjectNode payment, BigDecimal amount, ZonedDateTime on, ZonedDateTime now) {
        if (on.isBefore(now)) {
            payment.set("amount", money(amount));
            payment.put("receivedOn", on.toLocalDate().toString());
        }
    }

    private static ObjectNode money(BigDecimal amount) {
        return JSON.createObjectNode().put("amount", amount.toPlainString()).put("currency", CURRENCY);
    }
}
