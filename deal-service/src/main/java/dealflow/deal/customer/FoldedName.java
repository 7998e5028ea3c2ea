package dealflow.deal.customer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A company's name without what people write now one way and now another: case, width (NFKC), punctuation, and the company
 * form. {@code ＮＯＲＤＬＹＳ A/S} and {@code Nordlys AS} are {@code nordlys}; 上海光明灯具有限公司 is 上海光明灯具.
 */
final class FoldedName {

    /** Keeps it in an index entry, whatever the width makes of it. */
    private static final int LONGEST = 300;

    /** As the last words of a name; several may follow each other (Co., Ltd.). */
    private static final Set<String> FORMS = Set.of(
            "ab",
            "ag",
            "aps",
            "as",
            "asa",
            "bhd",
            "bv",
            "co",
            "company",
            "corp",
            "corporation",
            "ea",
            "eg",
            "eurl",
            "gmbh",
            "hf",
            "inc",
            "incorporated",
            "jsc",
            "kft",
            "kg",
            "kgaa",
            "kk",
            "lda",
            "limited",
            "llc",
            "llp",
            "lp",
            "ltd",
            "ltda",
            "mbh",
            "nv",
            "oao",
            "ooo",
            "oy",
            "oyj",
            "plc",
            "pte",
            "pty",
            "pvt",
            "sa",
            "sarl",
            "sas",
            "sdn",
            "se",
            "sl",
            "spa",
            "srl",
            "sro",
            "ug",
            "zoo");

    /** As the first word of a name, too. */
    private static final Set<String> FORMS_IN_FRONT = Set.of("ooo", "oao", "ооо", "оао", "ао", "зао", "pt", "cv");

    /** Longest first. */
    private static final Pattern CHINESE_FORMS = Pattern.compile(
            "(股份有限公司|有限责任公司|有限責任公司|有限公司|公司|주식회사|株式会社|有限会社|合同会社)$" + "|^(株式会社|有限会社|合同会社|주식회사)|\\((株|有|주)\\)");

    private static final Pattern JOINED = Pattern.compile("[.'’/]");
    private static final Pattern PARTED = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private FoldedName() {}

    /** Never empty for a text that is not: a name that is nothing but a form keeps it, and one without letters its signs. */
    static String of(String name) {
        var text = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var stripped = CHINESE_FORMS.matcher(text.strip()).replaceAll(" ");
        var words = words(stripped);
        var kept = new ArrayList<>(words);
        if (kept.size() > 1 && FORMS_IN_FRONT.contains(kept.get(0))) {
            kept.remove(0);
        }
        while (kept.size() > 1 && isForm(kept)) {
            kept.remove(kept.size() - 1);
        }
        return cut(kept.isEmpty() ? all(text) : String.join(" ", kept));
    }

    /** A key of another system as words, to be searched for. */
    static String words(String key, boolean joined) {
        var words = key == null ? List.<String>of() : words(folded(key));
        return cut(String.join(joined ? "" : " ", words));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static boolean isForm(List<String> words) {
        var last = words.get(words.size() - 1);
        return FORMS.contains(last) || last.equals("und") || last.equals("and");
    }

    private static List<String> words(String text) {
        return Arrays.stream(PARTED.split(JOINED.matcher(text).replaceAll("")))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }

    private static String all(String text) {
        var words = String.join(" ", words(text));
        return words.isEmpty() ? text.strip() : words;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
