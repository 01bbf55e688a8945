package io.wafleet.standalone.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** Where the broker and the database server of this JVM come from. */
interface Parts {
    Logger LOG = LoggerFactory.getLogger(Parts.class);

    String kafka();

    String newDatabase();

    /** By the wish {@code docker}, {@code embedded} or {@code auto}; the log says what came of it. */
    static Parts choose(String wish) {
        var parts = switch (wish) {
            case "docker" -> new DockerParts();
            case "embedded" -> new EmbeddedParts();
            case "auto" -> engineAnswers() ? new DockerElseEmbedded() : new EmbeddedParts();
            default ->
                throw new IllegalArgumentException("wafleet.test.parts=" + wish + " is not auto, docker or embedded");
        };
        LOG.atInfo()
                .addKeyValue("wish", wish)
                .addKeyValue("taken", parts.getClass().getSimpleName())
                .log("test.parts");
        return parts;
    }

    private static boolean engineAnswers() {
        // Asking Testcontainers takes a second and prints a stack trace where there is no sign of an engine.
        boolean sign = System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".testcontainers.properties"));
        return sign && DockerClientFactory.instance().isDockerAvailable();
    }
}
