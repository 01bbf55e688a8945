package io.wafleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wafleet.standalone.process.PartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
    @TempDir
    Path root;

    private Fleet fleet(Map<String, String> environment, String... arguments) throws IOException {
        for (var module : new String[] {"gateway", "session-worker", "webhook-relay", "deploy/sandbox"}) {
            var target = Files.createDirectories(root.resolve(module).resolve("target"));
            var name = module.replace("deploy/", "");
            Files.write(target.resolve("wafleet-" + name + "-0.1.0-app.jar"), new byte[0]);
        }
        return Fleet.of(Options.parse(arguments), new Settings(environment, root));
    }

    private static Iterable<String> names(Fleet fleet) {
        return fleet.members().stream().map(member -> member.part().name()).toList();
    }

    @Test
    void everythingIsEmbeddedByDefault() throws IOException {
        assertThat(names(fleet(Map.of())))
                .containsExactly("kafka", "postgres", "sandbox", "worker", "relay", "gateway");
    }

    @Test
    void aKafkaAndADatabaseOfOnesOwnAreNotStarted() throws IOException {
        var environment = Map.of("WAFLEET_KAFKA", "kafka:9092", "WAFLEET_DATABASE_URL", "jdbc:postgresql://db/wafleet");
        var fleet = fleet(environment, "--only", "kafka,postgres,gateway");
        assertThat(names(fleet)).containsExactly("gateway");
        assertThat(((ServicePart) fleet.members().getFirst().part()).environment())
                .containsEntry("WAFLEET_KAFKA", "kafka:9092")
                .containsEntry("WAFLEET_DATABASE_URL", "jdbc:postgresql://db/wafleet");
    }

    @Test
    void workersListenTenPortsApartAndShareNoBrowserDirectory() throws IOException {
        var fleet = fleet(Map.of("WAFLEET_WORKER_PORT", "7001"), "--only", "worker", "--workers", "3");
        assertThat(names(fleet)).containsExactly("worker-1", "worker-2", "worker-3");
        assertThat(fleet.members())
                .extracting(member -> member.ports().get("WAFLEET_WORKER_PORT"))
                .containsExactly(7001, 7011, 7021);
        assertThat(fleet.members())
                .extracting(
                        member -> ((ServicePart) member.part()).environment().get("WAFLEET_SESSION_BROWSER_DATA"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aWorkerThatIsAddedHasTheNameAndThePortOfItsNumber() throws IOException {
        var added = fleet(Map.of("WAFLEET_WORKER_PORT", "7001"), "--worker", "3")
                .members()
                .getFirst();
        assertThat(added.part().name()).isEqualTo("worker-3");
        assertThat(added.ports()).containsEntry("WAFLEET_WORKER_PORT", 7021);
    }

    @Test
    void loopbackIsTrustedUnlessNetworksAreNamed() throws IOException {
        var usual = (ServicePart)
                fleet(Map.of(), "--only", "relay").members().getFirst().part();
        assertThat(usual.environment()).containsEntry("WAFLEET_TRUSTED_NETWORKS", "127.0.0.0/8,::1/128");
        var named = (ServicePart) fleet(Map.of("WAFLEET_TRUSTED_NETWORKS", "10.0.0.0/8"), "--only", "relay")
                .members()
                .getFirst()
                .part();
        assertThat(named.environment()).containsEntry("WAFLEET_TRUSTED_NETWORKS", "10.0.0.0/8");
    }

    @Test
    void filesAreToBeFetchedWhereTheGatewayListensUnlessItIsSaid() throws IOException {
        for (var part : new String[] {"gateway", "relay"}) {
            var moved = (ServicePart) fleet(Map.of("WAFLEET_PORT", "9000"), "--only", part)
                    .members()
                    .getFirst()
                    .part();
            assertThat(moved.environment()).containsEntry("WAFLEET_PUBLIC_URL", "http://127.0.0.1:9000");
            var said = (ServicePart) fleet(Map.of("WAFLEET_PUBLIC_URL", "https://wa.example.com"), "--only", part)
                    .members()
                    .getFirst()
                    .part();
            assertThat(said.environment()).containsEntry("WAFLEET_PUBLIC_URL", "https://wa.example.com");
        }
    }

    @Test
    void gatewayAndRelayShareAKeyThatIsMadeOnceAndKeptForItsOwner() throws IOException {
        String made = mediaKeys("relay", Map.of());
        assertThat(made).hasSizeGreaterThanOrEqualTo(32);
        assertThat(mediaKeys("gateway", Map.of())).isEqualTo(made);
        assertThat(Files.getPosixFilePermissions(root.resolve(".wafleet/media-key")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(mediaKeys("gateway", Map.of("WAFLEET_MEDIA_KEYS", "new,old")))
                .isEqualTo("new,old");
    }

    private String mediaKeys(String part, Map<String, String> environment) throws IOException {
        return environment(part, environment).get("WAFLEET_MEDIA_KEYS");
    }

    private Map<String, String> environment(String part, Map<String, String> environment) throws IOException {
        return ((ServicePart)
                        fleet(environment, "--only", part).members().getFirst().part())
                .environment();
    }

    @Test
    void theRelayAloneGetsAKeyForSecretsThatIsMadeOnceAndKeptForItsOwner() throws IOException {
        String made = environment("relay", Map.of()).get("WAFLEET_WEBHOOK_KEY");
        assertThat(Base64.getDecoder().decode(made)).hasSize(32);
        assertThat(environment("relay", Map.of())).containsEntry("WAFLEET_WEBHOOK_KEY", made);
        assertThat(Files.getPosixFilePermissions(root.resolve(".wafleet/webhook-key")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(environment("relay", Map.of("WAFLEET_WEBHOOK_KEY", "my own")))
                .containsEntry("WAFLEET_WEBHOOK_KEY", "my own");
        assertThat(environment("gateway", Map.of())).doesNotContainKey("WAFLEET_WEBHOOK_KEY");
    }

    @Test
    void aServiceThatIsNotBuiltIsNamed() {
        var settings = new Settings(Map.of(), root.resolve("elsewhere"));
        assertThatExceptionOfType(PartFailed.class)
                .isThrownBy(() -> Fleet.of(Options.parse("--only", "gateway"), settings))
                .withMessageContaining("wafleet-gateway")
                .withMessageContaining("mvn");
    }
}
