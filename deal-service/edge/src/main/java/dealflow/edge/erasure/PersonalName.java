package dealflow.edge.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's name, and what stands in its place once it is erased. It is found where it is a whole text and where it stands
 * in one as a word, in any of its {@link Spellings}; Chinese, which is written without spaces, anywhere.
 */
public final class PersonalName {

    /** Numbers stay as they are written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int SHORTEST = 2;
    private static final int LONGEST = 200;
    private static final Pattern PSEUDONYM = Pattern.compile("erased-[0-9a-f]{8}");

    /** Fields whose values the service itself gives, or a pipeline: a name that reads like one of them takes none away. */
    private static final Set<String> NOBODY = Set.of(
            "id",
            "dealId",
            "pipeline",
            "stage",
            "status",
            "direction",
            "fromStage",
            "toStage",
            "from",
            "to",
            "place",
            "buyingPhase",
            "priceStance",
            "stance",
            "skips",
            "timeZone",
            "measure",
            "interval",
            "period",
            "answer",
            "kind",
            "language",
            "dateFormats",
            "separator",
            "skipped",
            "signal",
            "currency",
            "state",
            "verdict",
            "type",
            "item",
            "key",
            "milestone",
            "occurredAt",
            "recordedAt");

    /** What the service itself says in fields that people write in, too. */
    private static final Set<String> CODES = Set.of(
            "confirmedBy:CUSTOMER",
            "confirmedBy:US",
            "role:DECIDER",
            "role:BUYER",
            "role:USER",
            "role:GATEKEEPER",
            "role:INFLUENCER");

    /** Names of fields that are the format's own where others are what people write. */
    private static final Set<String> FIELDS = Set.of(
            "pipeline",
            "columns",
            "currency",
            "currencyColumn",
            "values",
            "nulls",
            "timeZone",
            "dateFormats",
            "language",
            "separator",
            "history",
            "to",
            "toColumn",
            "at",
            "owner",
            "reason",
            "externalId",
            "title",
            "customer",
            "team",
            "product",
            "source",
            "region",
            "amount",
            "expectedCloseOn");

    /** What would take away dates, amounts and ids, and is nobody's name. */
    private static final List<Function<String, Object>> NO_NAMES = List.of(
            BigDecimal::new, LocalDate::parse, OffsetDateTime::parse, Period::parse, Duration::parse, UUID::fromString);

    private final Pattern spellings;
    private final String search;
    private final String pseudonym;

    private PersonalName(String name, String pseudonym) {
        if (name == null || name.strip().length() < SHORTEST || name.length() > LONGEST) {
            throw new IllegalArgumentException("must have %d to %d characters".formatted(SHORTEST, LONGEST));
        }
        if (NO_NAMES.stream().anyMatch(read -> reads(read, name.strip()))) {
            throw new IllegalArgumentException("must be a name, and no number, date, duration or id");
        }
        var spelled = new Spellings(name);
        this.spellings = spelled.pattern();
        this.search = spelled.forSearch();
        this.pseudonym = pseudonym;
    }

    private static boolean reads(Function<String, Object> read, String text) {
        try {
            read.apply(text);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * A name that gets a new pseudonym.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PersonalName of(String name) {
        return new PersonalName(name, "erased-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** A name that another service has given its pseudonym. */
    public static PersonalName of(String name, String pseudonym) {
        return new PersonalName(name, pseudonym);
    }

    /** Whether what stands under a key in JSON is the service's own, so that no name is looked for in it. */
    public static boolean isNobodys(String key) {
        return NOBODY.contains(key);
    }

    /** Whether a text is a pseudonym as one is given here. */
    public static boolean isPseudonym(String text) {
        return text != null && PSEUDONYM.matcher(text).matches();
    }

    public String pseudonym() {
        return pseudonym;
    }

    /** The same person under a pseudonym that differs, for where one is taken. */
    PersonalName numbered(int number) {
        return new PersonalName(spellings, search, pseudonym + "-" + number);
    }

    private PersonalName(Pattern spellings, String search, String pseudonym) {
        this.spellings = spellings;
        this.search = search;
        this.pseudonym = pseudonym;
    }

    /** What finds texts and JSON that may hold it, for PostgreSQL's operator {@code ~}. */
    public String search() {
        return search;
    }

    /** The text with the pseudonym in place of the name; null stays null. */
    public String erasedFrom(String text) {
        return text == null ? null : spellings.matcher(text).replaceAll(Matcher.quoteReplacement(pseudonym));
    }

    /** The same for every text in some JSON; what holds none stays as it is written. */
    public String erasedFromJson(String json) {
        return erasedFromJson(json, false);
    }

    /** The same also for names of fields, where these are what people write. */
    String erasedFromMap(String json) {
        return erasedFromJson(json, true);
    }

    private String erasedFromJson(String json, boolean namesToo) {
        try {
            var before = JSON.readTree(json);
            var after = erasedFrom(before, namesToo);
            return after.equals(before) ? json : JSON.writeValueAsString(after);
        } catch (JsonProcessingException e) {
            return erasedFrom(json);
        }
    }

    private JsonNode erasedFrom(JsonNode node, boolean namesToo) {
        if (node.isTextual()) {
            return TextNode.valueOf(erasedFrom(node.textValue()));
        }
        if (node.isObject()) {
            var object = JSON.createObjectNode();
            node.properties()
                    .forEach(field -> object.set(
                            namesToo && !FIELDS.contains(field.getKey()) ? erasedFrom(field.getKey()) : field.getKey(),
                            NOBODY.contains(field.getKey())
                                            || CODES.contains(field.getKey() + ":"
                                                    + field.getValue().asText())
                                    ? field.getValue()
                                    : erasedFrom(field.getValue(), namesToo)));
            return object;
        }
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(item -> array.add(erasedFrom(item, namesToo)));
            return array;
        }
        return node;
    }
}
