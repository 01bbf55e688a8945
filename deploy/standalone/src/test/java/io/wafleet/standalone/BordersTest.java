package io.wafleet.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.wafleet.standalone", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
    @ArchTest
    static final ArchRule packagesDependInOneDirection =
            slices().matching("io.wafleet.standalone.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule embeddedPartsKnowNothingOfTheFleet = noClasses()
            .that()
            .resideInAnyPackage("..process..", "..kafka..", "..postgres..")
            .and()
            .resideInAPackage("io.wafleet.standalone..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.wafleet.standalone");

    @ArchTest
    static final ArchRule onlyTheTestJarUsesContainers =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.testcontainers..");
}
