package dealflow.funnel.question;

import dealflow.funnel.history.Dimension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where the deals behind an answer's numbers are: an address with {@code {cell}} in it, and often {@code {stage}}. */
public final class Links {

    private Links() {}

    public static Map<String, String> of(Question question) {
        var query = new LinkedHashMap<String, Object>();
        var chosen = new TreeMap<String, Set<String>>();
        query.put("from", question.from());
        query.put("to", question.to());
        query.put("asOf", question.asOf());
        query.put(
                "within",
                question.within() == null ? null : "P" + question.within().toDays() + "D");
        question.filter()
                .asked()
                .forEach((by, values) ->
                        values.forEach(value -> chosen.computeIfAbsent(by.parameter(), any -> new TreeSet<>())
                                .add(by.written(value))));
        var teams = question.filter().teams();
        if (teams != null) {
            chosen.put(Dimension.TEAM.parameter(), new TreeSet<>(teams.keys()));
        }
        query.putAll(chosen);
        query.put(Filters.TEAMS_BELOW, teams != null && !teams.below() ? false : null);
        query.put("minAmount", question.filter().minAmount());
        query.put("maxAmount", question.filter().maxAmount());
        var link = new StringBuilder("/funnels/%s/deals?cell={cell}&stage={stage}"
                .formatted(encoded(question.pipeline().key())));
        query.forEach((name, value) -> {
            var values = value instanceof Set<?> several ? several : value == null ? Set.of() : Set.of(value);
            values.stream()
                    .map(Object::toString)
                    .sorted()
                    .forEach(each -> link.append('&').append(name).append('=').append(encoded(each)));
        });
        return Map.of("deals", link.toString());
    }

    /** The deals behind one number, whose address is complete. */
    public static String of(Question question, String cell, String stage, Duration horizon) {
        return of(question).get("deals").replace("{cell}", cell).replace("{stage}", encoded(stage)) + "&horizon="
                + horizon;
    }

    private static String encoded(String text) {
        if (text.chars().allMatch(Links::plain)) {
            return text;
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean plain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
