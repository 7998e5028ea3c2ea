package dealflow.local.company;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who works at the demo company, what it sells, to whom, and how customers find it. All of it is invented. */
public final class Company {

    /** Somebody who sells: {@code skill} over 1 wins more, {@code pace} over 1 takes longer. */
    record Salesperson(String name, Team team, double skill, double pace, double share) {}

    /** A team, who leads it, the regions that it sells to, and on which terms. */
    record Team(String name, String manager, List<String> regions, List<String> incoterms) {}

    /** What is sold; {@code order} is the median order in US dollars. */
    /** @param prices of one unit, the usual one first; the last divides every amount */
    record Product(String name, double order, double share, String unit, List<String> prices) {}

    /** Where leads come from; {@code quality} over 1 wins more. */
    record Source(String name, double quality, double share) {}

    private static final Team EUROPE = new Team(
            "europe", "gao.yan", List.of("Germany", "Poland", "Spain", "Nordics"), List.of("DAP", "CIF", "FOB"));
    private static final Team AMERICAS =
            new Team("americas", "lin.bo", List.of("USA", "Mexico", "Brazil"), List.of("FOB", "CIF"));
    private static final Team SOUTH =
            new Team("asia-africa", "ma.li", List.of("Vietnam", "Gulf", "Kenya", "India"), List.of("FOB", "EXW"));

    /** Who carries cost and risk how far, in English and Chinese. */
    static final Map<String, List<String>> INCOTERMS = new TreeMap<>(Map.of(
            "EXW", List.of("EXW: ex works", "EXW 工厂交货"),
            "FOB", List.of("FOB: free on board", "FOB 船上交货"),
            "CIF", List.of("CIF: cost, insurance and freight", "CIF 成本加保险费加运费"),
            "DAP", List.of("DAP: delivered at place", "DAP 目的地交货")));

    static final List<Team> TEAMS = List.of(EUROPE, AMERICAS, SOUTH);

    /** What is over two of them, and who manages it. */
    static final String DIVISION = "west";

    static final String DIRECTOR = "he.ping";
    static final List<Team> OF_DIVISION = List.of(EUROPE, AMERICAS);

    static final List<Salesperson> SALESPEOPLE = List.of(
            new Salesperson("chen.jing", EUROPE, 1.35, 0.80, 1.2),
            new Salesperson("wang.lei", EUROPE, 1.05, 1.00, 1.1),
            new Salesperson("zhao.min", EUROPE, 0.80, 1.25, 0.8),
            new Salesperson("li.wei", AMERICAS, 1.20, 0.90, 1.3),
            new Salesperson("sun.hao", AMERICAS, 0.95, 1.05, 1.0),
            new Salesperson("huang.rui", AMERICAS, 0.70, 1.40, 0.6),
            new Salesperson("liu.fang", SOUTH, 1.10, 0.95, 1.1),
            new Salesperson("zhou.tao", SOUTH, 0.90, 1.10, 1.0),
            new Salesperson("xu.ying", SOUTH, 0.65, 1.30, 0.7));

    static final List<Product> PRODUCTS = List.of(
            new Product("LED panels", 14_000, 0.34, "piece", List.of("12.50", "10")),
            new Product("solar street lights", 32_000, 0.22, "piece", List.of("50", "10")),
            new Product("power supplies", 9_000, 0.26, "piece", List.of("10")),
            new Product("control cabinets", 48_000, 0.12, "module", List.of("50", "10")),
            new Product("spare parts", 2_500, 0.06, "set", List.of("25", "10")));

    static final List<Source> SOURCES = List.of(
            new Source("website", 0.95, 0.30),
            new Source("trade-fair", 1.15, 0.22),
            new Source("referral", 1.45, 0.12),
            new Source("marketplace", 0.70, 0.26),
            new Source("cold-mail", 0.60, 0.10));

    private static final List<String> FIRST = List.of(
            "Nordlicht",
            "Alba",
            "Vesta",
            "Orion",
            "Kestrel",
            "Lumera",
            "Tamar",
            "Solano",
            "Brisa",
            "Halden",
            "Mirador",
            "Castell",
            "Zephyr",
            "Acacia",
            "Baltica",
            "Cordoba",
            "Delmar",
            "Evora",
            "Fjord",
            "Granada");
    private static final List<String> SECOND =
            List.of("Lighting", "Electric", "Trading", "Projects", "Supply", "Energy", "Construction", "Imports");

    private static final Map<String, String> COUNTRIES = Map.ofEntries(
            Map.entry("Germany", "DE"),
            Map.entry("Poland", "PL"),
            Map.entry("Spain", "ES"),
            Map.entry("Nordics", "SE"),
            Map.entry("USA", "US"),
            Map.entry("Mexico", "MX"),
            Map.entry("Brazil", "BR"),
            Map.entry("Vietnam", "VN"),
            Map.entry("Gulf", "AE"),
            Map.entry("Kenya", "KE"),
            Map.entry("India", "IN"));

    private Company() {}

    /** The file with the day up to which it is loaded into a data folder; there is none before that has begun. */
    public static Path loadedUntil(Path folder) {
        return folder.resolve("demo-until");
    }

    /** The country that stands for a region. */
    static String country(String region) {
        return COUNTRIES.get(region);
    }

    static String customer(String region, Chance chance) {
        return "%s %s %s".formatted(chance.anyOf(FIRST), chance.anyOf(SECOND), region);
    }
}
