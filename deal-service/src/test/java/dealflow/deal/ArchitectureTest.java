package dealflow.deal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape of the house. A rule that finds nothing to check fails. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dealflow.deal");

    @Test
    void theDomainKnowsNothingOfHttp() {
        noClasses()
                .that()
                .resideInAPackage("dealflow.deal")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dealflow.deal.http", "jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void theRulesNeedNoContainer() {
        classes()
                .that()
                .haveNameMatching(
                        ".*\\.(MoveRules|Course|Opportunity|StageMapping|PipelineCheck|ImportedLife|CsvMapping)")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dealflow..", "java..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void onlyTheEdgeSpeaksHttp() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .resideInAPackage("dealflow.deal.http")
                .check(CLASSES);
    }

    @Test
    void everyPostTakesAnIdempotencyKey() {
        methods()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.POST")
                .should()
                .beAnnotatedWith("dealflow.deal.http.Idempotent")
                .andShould()
                .haveRawReturnType("jakarta.ws.rs.core.Response")
                .check(CLASSES);
    }
}
