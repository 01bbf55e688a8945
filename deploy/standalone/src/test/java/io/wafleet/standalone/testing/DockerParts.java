package io.wafleet.standalone.testing;

import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Containers; Testcontainers' own reaper removes them when the JVM is gone. */
final class DockerParts implements Parts {
    private static final String SUPERUSER = "postgres";

    private @Nullable KafkaContainer kafka;
    private @Nullable Databases databases;

    @Override
    public synchronized String kafka() {
        if (kafka == null) {
            var container = new KafkaContainer("apache/kafka-native:" + AppInfoParser.getVersion());
            container.addEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            container.start();
            kafka = container;
        }
        return kafka.getBootstrapServers();
    }

    @Override
    public synchronized String newDatabase() {
        if (databases == null) {
            var container = new PostgreSQLContainer("postgres:18-alpine")
                    .withUsername(SUPERUSER)
                    .withPassword(SUPERUSER)
                    .withDatabaseName("postgres");
            container.start();
            databases = new Databases(name -> "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
                    .formatted(container.getHost(), container.getMappedPort(5432), name, SUPERUSER, SUPERUSER));
        }
        return databases.make();
    }
}
