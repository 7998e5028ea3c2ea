package dealflow.deal.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.contract.event.Direction;
import dealflow.contract.event.EventType;
import dealflow.contract.field.FieldType;
import dealflow.contract.json.ContractJson;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.edge.erasure.PersonalName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is called like a word of the format, or like the time zone's city, takes nothing away by being erased. */
class ErasedWordsTest {

    @Test
    void noWordOfTheFormatIsAName() throws Exception {
        var names = Stream.of(
                        Status.values(),
                        EventType.values(),
                        Direction.values(),
                        Stage.Place.values(),
                        Stage.BuyingPhase.values(),
                        Stage.PriceStance.values(),
                        Stage.ConfirmedBy.values(),
                        Pipeline.SkipPolicy.values(),
                        FieldType.values(),
                        Qualification.Verdict.values(),
                        Qualification.State.values())
                .flatMap(Stream::of)
                .map(Enum::name)
                .toList();
        var read = 0;
        for (var file : files()) {
            var json = Files.readString(file);
            for (var name : names) {
                var erased = PersonalName.of(name).erasedFromJson(json);
                if (file.endsWith("pipeline.json")) {
                    assertThat(PersonalName.of("Shanghai").erasedFromJson(erased))
                            .contains("Asia/Shanghai");
                    ContractJson.readPipeline(erased.getBytes());
                } else if (file.endsWith("field.json")) {
                    ContractJson.readField(erased.getBytes());
                } else if (file.endsWith("exchange-rate.json")) {
                    ContractJson.readExchangeRate(erased.getBytes());
                } else if (file.endsWith("team.json")) {
                    ContractJson.readTeam(erased.getBytes());
                } else {
                    var type = file.toString().contains("deleted") ? EventType.DELETED : EventType.REVISED;
                    ContractJson.readEvent(type, erased.getBytes());
                }
                read++;
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    /** What the forecast service tells is not in this service's tables. */
    private static List<Path> files() throws Exception {
        try (var samples = Files.list(Path.of("contract/samples"))) {
            return samples.filter(file -> file.toString().endsWith(".json")
                            && !file.endsWith("index.json")
                            && !file.getFileName().toString().startsWith("forecast-"))
                    .toList();
        }
    }
}
