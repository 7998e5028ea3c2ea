package dealflow.deal.recognition;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a system calls things in its exports ({@code presets/}).
 *
 * @param signs columns of which a file of that system has most, by kind of export
 * @param columns per field, how its column may be called, the best name first
 * @param stages of a deal as that system ships them: the buying phase in which the customer most likely is, {@code WON} or
 *     {@code LOST}
 * @param statuses beside stages: {@code OPEN}, {@code WON} or {@code LOST}
 */
record Preset(
        Key key,
        String name,
        List<List<String>> signs,
        Map<Field, List<String>> columns,
        Map<String, String> stages,
        Map<String, String> statuses) {

    /** The systems known. */
    @Schema(name = "ImportPreset")
    enum Key {
        HUBSPOT,
        SALESFORCE,
        PIPEDRIVE,
        ZOHO,
        ODOO,
        BITRIX24
    }

    /** For files of no system known: the usual names, in English and Chinese. */
    static final Preset ANY = read("any");

    private static final List<Preset> ALL = Stream.of(Key.values())
            .map(key -> read(key.name().toLowerCase(Locale.ROOT)))
            .toList();

    /** How many of a kind's signs a file must have. */
    private static final double MOST = 0.75;

    private static Preset read(String file) {
        try (var json = Preset.class.getResourceAsStream("/presets/" + file + ".json")) {
            return ContractJson.reader(new TypeReference<Preset>() {}).readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Preset of(Key key) {
        return ALL.stream().filter(preset -> preset.key == key).findFirst().orElseThrow();
    }

    /** The system whose export a file with this header seems to be. */
    static Optional<Preset> of(List<String> header) {
        var names = header.stream().map(Names::plain).collect(Collectors.toSet());
        return ALL.stream()
                .filter(preset -> preset.likeness(names) >= MOST)
                .max(Comparator.comparingDouble(preset -> preset.likeness(names)));
    }

    private double likeness(Set<String> names) {
        return signs.stream()
                .mapToDouble(kind -> (double) kind.stream()
                                .map(Names::plain)
                                .filter(names::contains)
                                .count()
                        / kind.size())
                .max()
                .orElse(0);
    }
}
