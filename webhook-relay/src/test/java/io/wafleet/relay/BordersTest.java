package io.wafleet.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which package may know which. */
@AnalyzeClasses(packages = "io.wafleet.relay", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {

    @ArchTest
    static final ArchRule PACKAGES_KNOW_ONLY_WHAT_IS_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.wafleet.relay..")
            .layer("ingest")
            .definedBy("..ingest..")
            .layer("command")
            .definedBy("..command..")
            .layer("delivery")
            .definedBy("..delivery..")
            .layer("failing")
            .definedBy("..failing..")
            .layer("endpoint")
            .definedBy("..endpoint..")
            .layer("signature")
            .definedBy("..signature..")
            .layer("message")
            .definedBy("..message..")
            .layer("chat")
            .definedBy("..chat..")
            .layer("stream")
            .definedBy("..stream..")
            .whereLayer("ingest")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("command")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("ingest", "command")
            .whereLayer("failing")
            .mayOnlyBeAccessedByLayers("delivery")
            .whereLayer("endpoint")
            .mayOnlyBeAccessedByLayers("ingest", "command", "delivery", "failing")
            .whereLayer("signature")
            .mayOnlyBeAccessedByLayers("command", "delivery", "endpoint")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("ingest")
            .whereLayer("chat")
            .mayOnlyBeAccessedByLayers("message")
            .whereLayer("stream")
            .mayOnlyBeAccessedByLayers("ingest", "command", "delivery", "message", "chat");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("io.wafleet.relay.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_OTHER_SERVICES_ARE_KNOWN_BY_KAFKA_ALONE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.wafleet.gateway..", "io.wafleet.session..", "io.wafleet.sandbox..");

    @ArchTest
    static final ArchRule ONLY_THE_GUARDED_CLIENT_GOES_OUT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net.http..",
                    "org.springframework.web.client..",
                    "org.springframework.web.reactive.function.client..");

    @ArchTest
    static final ArchRule NO_QUERY_KEEPS_ITS_CONNECTION = noClasses()
            .should()
            .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
            .because("a stream holds its connection until somebody closes it; list() gives it back");
}
