package dealflow.deal.field;

import dealflow.contract.field.FieldChoice;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldType;
import dealflow.contract.payment.Money;
import dealflow.deal.Amounts;
import dealflow.deal.DealFields;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import dealflow.edge.limit.Bounds;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Values of own fields, one way to write each: what a client or a file wrote as the type has it, or why it is none. */
final class FieldValues {

    static final int LONGEST_TEXT = 2000;
    private static final int USUAL_TEXT = 200;

    /** As many as a number has in JSON without a loss. */
    private static final int MOST_DIGITS = 15;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,14})?");
    private static final Pattern MONEY = Pattern.compile("(-?[0-9]{1,14}(?:\\.[0-9]{1,4})?) ([A-Z]{3})");

    private FieldValues() {}

    /**
     * A value as it is kept; null where there is none.
     *
     * @param field where it stands
     * @param isHistory whether it may be one that is given to no deal any more
     * @throws InvalidFieldException if it is none of the definition
     */
    static Object checked(String field, FieldDefinition definition, Object value, boolean isHistory) {
        if (value == null || value instanceof String text && Texts.isBlank(text)) {
            return null;
        }
        return switch (definition.type()) {
            case TEXT -> text(field, definition, value);
            case LINK -> link(field, value);
            case NUMBER -> ranged(field, definition, number(field, value));
            case DATE -> ranged(field, definition, date(field, value));
            case BOOLEAN -> truth(field, value);
            case ONE_OF -> choice(field, definition, value, isHistory);
            case SEVERAL_OF -> choices(field, definition, value, isHistory);
            case MONEY -> money(field, definition, value);
        };
    }

    /** An end of a range of values, as they are written. */
    static String end(String field, FieldType type, String end) {
        return end == null ? null : type == FieldType.DATE ? date(field, end) : number(field, end);
    }

    /** Which of two ends comes first. */
    static int compared(FieldType type, String one, String other) {
        return type == FieldType.DATE ? one.compareTo(other) : new BigDecimal(one).compareTo(new BigDecimal(other));
    }

    private static String text(String field, FieldDefinition definition, Object value) {
        var rules = definition.rules();
        var longest = rules.longest() == null ? USUAL_TEXT : rules.longest();
        var text = DealFields.text(field, string(field, value, "must be a text"), longest);
        if (rules.pattern() != null && !matches(field, rules.pattern(), text)) {
            throw new InvalidFieldException(field, "must match %s".formatted(rules.pattern()));
        }
        return text;
    }

    private static boolean matches(String field, String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(new BoundedText(text)).matches();
        } catch (BoundedText.ReadTooOftenException | StackOverflowError e) {
            throw new InvalidFieldException(
                    field, "cannot be held against the field's pattern, which takes too long; tell sales operations");
        }
    }

    private static String link(String field, Object value) {
        var form = "must be an address that begins with https:// or http://";
        var text = DealFields.text(field, string(field, value, form), LONGEST_TEXT);
        try {
            var address = new URI(text);
            if (address.getHost() != null
                    && address.getScheme() != null
                    && Set.of("https", "http").contains(address.getScheme())) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw new InvalidFieldException(field, form);
        }
        throw new InvalidFieldException(field, form);
    }

    private static String number(String field, Object value) {
        var form = "must be a number of at most %d digits, such as 12.5".formatted(MOST_DIGITS);
        var text = value instanceof Number number ? plain(number) : Texts.strip(string(field, value, form));
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidFieldException(field, form);
        }
        var number = new BigDecimal(text);
        if (number.signum() == 0) {
            return "0";
        }
        var plain = number.stripTrailingZeros();
        if (plain.precision() > MOST_DIGITS) {
            throw new InvalidFieldException(field, form);
        }
        return plain.toPlainString();
    }

    /** A number of ten characters, 1E999999999, would be a text of a gigabyte. */
    private static String plain(Number number) {
        if (!Double.isFinite(number.doubleValue())) {
            return number.toString();
        }
        var decimal = new BigDecimal(number.toString());
        return Math.abs((long) decimal.scale()) > MOST_DIGITS * 2 ? number.toString() : decimal.toPlainString();
    }

    private static String date(String field, Object value) {
        var form = "must be a date such as 2026-03-02";
        try {
            var date = LocalDate.parse(Texts.strip(string(field, value, form)));
            if (!Bounds.hold(date)) {
                throw new InvalidFieldException(field, Bounds.YEARS);
            }
            return date.toString();
        } catch (DateTimeException e) {
            throw new InvalidFieldException(field, form);
        }
    }

    private static String ranged(String field, FieldDefinition definition, String value) {
        var rules = definition.rules();
        if (rules.min() != null && compared(definition.type(), value, rules.min()) < 0) {
            throw new InvalidFieldException(field, "must be at least %s".formatted(rules.min()));
        }
        if (rules.max() != null && compared(definition.type(), value, rules.max()) > 0) {
            throw new InvalidFieldException(field, "must be at most %s".formatted(rules.max()));
        }
        return value;
    }

    private static Boolean truth(String field, Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        var text = value instanceof String written ? Texts.strip(written) : "";
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidFieldException(field, "must be true or false");
        }
        return Boolean.valueOf(text);
    }

    private static String choice(String field, FieldDefinition definition, Object value, boolean isHistory) {
        var known = definition.choices().stream()
                .filter(choice -> isHistory || !choice.retired())
                .map(FieldChoice::key)
                .toList();
        var key = Texts.strip(string(field, value, "must be one of " + known));
        if (!known.contains(key)) {
            throw new InvalidFieldException(field, "'%s' is not one of %s".formatted(key, known));
        }
        return key;
    }

    /** A list, or a text in which semicolons part them, as a table has it. */
    private static List<String> choices(String field, FieldDefinition definition, Object value, boolean isHistory) {
        var written = value instanceof String text
                ? List.of(text.split(";"))
                : value instanceof Collection<?> several
                        ? several
                        : List.of(string(field, value, "must be a list of texts"));
        var keys = new TreeSet<String>();
        written.forEach(each -> keys.add(choice(field, definition, each, isHistory)));
        var inOrder = definition.choices().stream()
                .map(FieldChoice::key)
                .filter(keys::contains)
                .toList();
        return inOrder.isEmpty() ? null : inOrder;
    }

    /** An object, or a text such as {@code 12.50 EUR}, as a table has it. */
    private static Map<String, Object> money(String field, FieldDefinition definition, Object value) {
        var form = "must be an amount with its currency, such as {\"amount\":\"12.50\",\"currency\":\"EUR\"}";
        Money money;
        if (value instanceof Map<?, ?> parts) {
            if (!parts.keySet().equals(Set.of("amount", "currency"))
                    || !(parts.get("currency") instanceof String code)) {
                throw new InvalidFieldException(field, form);
            }
            money = new Money(new BigDecimal(number(field + ".amount", parts.get("amount"))), code);
        } else {
            var parts = MONEY.matcher(value instanceof String text ? Texts.strip(text) : "");
            if (!parts.matches()) {
                throw new InvalidFieldException(field, form);
            }
            money = new Money(new BigDecimal(parts.group(1)), parts.group(2));
        }
        var checked = Amounts.checked(field, money, true);
        ranged(field, definition, checked.amount().toPlainString());
        var kept = new LinkedHashMap<String, Object>();
        kept.put("amount", checked.amount().toPlainString());
        kept.put("currency", checked.currency());
        return kept;
    }

    private static String string(String field, Object value, String form) {
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidFieldException(field, form);
    }
}
