package dealflow.edge.erasure;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name however it is written: in capitals or not, in full-width characters, with accents apart from their letters, with other or
 * more spaces; Chinese also with spaces between the characters.
 */
final class Spellings {

    /** Written without spaces between words, so that a name has no bounds in a text. */
    private static final Pattern CHINESE = Pattern.compile(".*\\p{IsHan}.*");

    private static final String SPACE = "[\\s\\p{Z}\\p{Cf}]";
    private static final int TO_FULL_WIDTH = 0xFEE0;

    private final String name;
    private final boolean chinese;

    Spellings(String name) {
        this.name = Normalizer.normalize(name, Normalizer.Form.NFKC).strip().replaceAll(SPACE + "+", " ");
        this.chinese = CHINESE.matcher(this.name).matches();
    }

    /** Finds it as a word; Chinese anywhere. */
    Pattern pattern() {
        var spelled = joined(SPACE + (chinese ? "*" : "+"), SPACE + "*", character -> Pattern.quote(character));
        return Pattern.compile(
                chinese ? spelled : "(?<![\\p{L}\\p{N}\\p{M}_])" + spelled + "(?![\\p{L}\\p{N}\\p{M}_])");
    }

    /**
     * A regular expression of PostgreSQL's that finds at least what {@link #pattern} finds, also within JSON, where some characters
     * are written as several.
     */
    String forSearch() {
        return joined(
                ".{0,20}",
                ".{0,6}",
                character -> Character.isLetterOrDigit(character.codePointAt(0)) ? character : ".{1,12}");
    }

    private String joined(String gap, String betweenChinese, Function<String, String> written) {
        return name.codePoints()
                .mapToObj(character -> character == ' '
                        ? gap
                        : forms(character).stream()
                                .map(written)
                                .distinct()
                                .collect(Collectors.joining("|", "(?:", ")")))
                .collect(Collectors.joining(chinese ? betweenChinese : ""));
    }

    private static Set<String> forms(int character) {
        var forms = new LinkedHashSet<String>();
        var one = Character.toString(character);
        for (var form : new String[] {one, one.toLowerCase(), one.toUpperCase()}) {
            forms.add(form);
            forms.add(Normalizer.normalize(form, Normalizer.Form.NFD));
            if (form.length() == 1 && form.charAt(0) > ' ' && form.charAt(0) < 0x7f) {
                forms.add(Character.toString(form.charAt(0) + TO_FULL_WIDTH));
            }
        }
        return forms;
    }
}
