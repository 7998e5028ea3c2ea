package dealflow.funnel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape of the house. A rule that finds nothing to check fails. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dealflow.funnel");

    @Test
    void theDomainKnowsNothingOfHttp() {
        noClasses()
                .that()
                .resideInAPackage("dealflow.funnel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dealflow.funnel.http", "jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void theStatisticsNeedNoContainer() {
        classes()
                .that()
                .haveNameMatching(
                        "dealflow\\.funnel\\.(Cohort.*|Flow.*|KaplanMeier|AalenJohansen|BetaBinomial|Rate|Lives|States|Fate|Total|Filter|Standing|.*Of|.*Answer)")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dealflow..", "java..", "com.fasterxml.jackson.annotation..", "org.apache.commons..")
                .check(CLASSES);
    }
}
