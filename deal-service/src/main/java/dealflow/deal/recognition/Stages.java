package dealflow.deal.recognition;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which stage of a pipeline a word of another system stands for. */
final class Stages {

    static final String WON = "won";
    static final String LOST = "lost";

    private static final Pattern WON_WORD = Pattern.compile("^(closed)?won$|^order|^signed|赢单|成交|签约|订单确认");
    private static final Pattern LOST_WORD = Pattern.compile("^(closed)?lost|^passed$|^dead$|^abandoned|丢单|输单|失败|流失");
    private static final int SHORTEST_WORD = 4;

    private final Pipeline pipeline;
    private final Preset preset;

    Stages(Pipeline pipeline, Preset preset) {
        this.pipeline = pipeline;
        this.preset = preset;
    }

    /**
     * A stage's key, {@code won} or {@code lost}.
     *
     * @param isSure whether the pipeline itself calls it so
     */
    record Guess(String stage, boolean isSure) {}

    Optional<Guess> of(String cell) {
        var word = Names.plain(cell);
        var exact = pipeline.stages().stream()
                .filter(stage -> names(stage.key(), stage.names()).contains(word))
                .findFirst();
        if (exact.isPresent()) {
            return exact.map(stage -> new Guess(stage.key(), true));
        }
        if (names(pipeline.won().key(), pipeline.won().names()).contains(word)
                || WON_WORD.matcher(word).find()) {
            return Optional.of(new Guess(WON, true));
        }
        if (LOST_WORD.matcher(word).find()) {
            return Optional.of(new Guess(LOST, true));
        }
        return ofPreset(word).or(() -> similar(word));
    }

    private Optional<Guess> ofPreset(String word) {
        return preset.stages().entrySet().stream()
                .filter(stage -> Names.plain(stage.getKey()).equals(word))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(phase -> switch (phase) {
                    case "WON" -> new Guess(WON, true);
                    case "LOST" -> new Guess(LOST, true);
                    default -> new Guess(firstOf(Stage.BuyingPhase.valueOf(phase)), false);
                });
    }

    private String firstOf(Stage.BuyingPhase phase) {
        return pipeline.stages().stream()
                .filter(stage -> stage.place() == Stage.Place.FUNNEL && stage.buyingPhase() == phase)
                .map(Stage::key)
                .findFirst()
                .orElseGet(this::first);
    }

    /** The first stage of the funnel. */
    String first() {
        return pipeline.stages().stream()
                .filter(stage -> stage.place() == Stage.Place.FUNNEL)
                .map(Stage::key)
                .findFirst()
                .orElseThrow();
    }

    boolean isOutside(String key) {
        return pipeline.stage(key)
                .map(stage -> stage.place() == Stage.Place.OUTSIDE)
                .orElse(false);
    }

    private Optional<Guess> similar(String word) {
        if (word.length() < SHORTEST_WORD && word.codePoints().allMatch(letter -> letter < 0x2e80)) {
            return Optional.empty();
        }
        var similar = pipeline.stages().stream()
                .filter(stage -> names(stage.key(), stage.names()).stream()
                        .anyMatch(name -> !name.isEmpty() && (name.contains(word) || word.contains(name))))
                .toList();
        return similar.size() == 1 ? Optional.of(new Guess(similar.get(0).key(), false)) : Optional.empty();
    }

    private static List<String> names(String key, Map<String, String> names) {
        return Stream.concat(Stream.of(key), names == null ? Stream.of() : names.values().stream())
                .map(Names::plain)
                .toList();
    }
}
