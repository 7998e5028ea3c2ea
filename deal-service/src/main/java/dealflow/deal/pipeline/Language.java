package dealflow.deal.pipeline;

import java.util.List;
import java.util.Map;

/** The languages that names and guidance are kept in. */
public enum Language {
    EN,
    ZH;

    String key() {
        return name().toLowerCase();
    }

    /** A text in this language, else in English, else in any. */
    public String of(Map<String, String> texts, String otherwise) {
        return texts.getOrDefault(
                key(),
                texts.getOrDefault("en", texts.values().stream().findFirst().orElse(otherwise)));
    }

    public List<String> allOf(Map<String, List<String>> texts) {
        return texts.getOrDefault(
                key(),
                texts.getOrDefault("en", texts.values().stream().findFirst().orElse(List.of())));
    }
}
