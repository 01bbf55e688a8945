package io.wafleet.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.wafleet.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_GO_ROUND_IN_CIRCLES =
            slices().matching("io.wafleet.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule OTHER_SERVICES_ARE_REACHED_THROUGH_THE_CONTRACT_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.wafleet.session..", "io.wafleet.relay..", "io.wafleet.standalone..");

    @ArchTest
    static final ArchRule ONLY_COMMANDS_AND_EVENTS_TOUCH_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackages("..gateway.command..", "..gateway.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_NOBODY_ELSES_BUSINESS =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule SETTINGS_ARE_RECORDS = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .beAssignableTo(Record.class);

    @ArchTest
    static final ArchRule PACKAGES_ARE_FEATURES =
            noClasses().should().resideInAnyPackage("..util..", "..impl..", "..service..", "..helper..", "..manager..");

    @ArchTest
    static final ArchRule NO_QUERY_KEEPS_ITS_CONNECTION = noClasses()
            .should()
            .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
            .because("a stream holds its connection until somebody closes it; list() gives it back");
}
