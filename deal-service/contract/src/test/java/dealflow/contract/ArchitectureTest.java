package dealflow.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dealflow.contract");

    @Test
    void packagesFormNoCircles() {
        slices().matching("dealflow.contract.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** Whoever only reads or writes events needs no database and no Kafka client. */
    @Test
    void theEventsNeedNoConsumer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dealflow.contract.payment",
                        "dealflow.contract.deal",
                        "dealflow.contract.pipeline",
                        "dealflow.contract.field",
                        "dealflow.contract.organisation",
                        "dealflow.contract.event",
                        "dealflow.contract.forecast",
                        "dealflow.contract.json")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dealflow.contract.projection",
                        "dealflow.contract.follow",
                        "dealflow.contract.lifecycle",
                        "dealflow.contract.outbox",
                        "org.apache.kafka..",
                        "java.sql..")
                .check(CLASSES);
    }
}
