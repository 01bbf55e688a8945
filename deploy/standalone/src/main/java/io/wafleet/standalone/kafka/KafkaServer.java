package io.wafleet.standalone.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker process. Arguments: directory, port, controller port. */
public final class KafkaServer {
    private KafkaServer() {}

    public static void main(String[] arguments) throws Exception {
        var settings = new BrokerSettings(
                Path.of(arguments[0]).toAbsolutePath(), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        var ready = BrokerSettings.readyMark(settings.directory());
        Files.deleteIfExists(ready);
        formatOnce(settings);
        var server = new KafkaRaftServer(new KafkaConfig(settings.properties()), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
        server.startup();
        Files.writeString(ready, "" + ProcessHandle.current().pid());
        server.awaitShutdown();
    }

    private static void formatOnce(BrokerSettings settings) throws Exception {
        Files.createDirectories(settings.log());
        if (Files.exists(settings.log().resolve("meta.properties"))) {
            return;
        }
        var log = settings.log().toString();
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerSettings.NODE)
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setMetadataLogDirectory(log)
                .setDirectories(List.of(log))
                .setIgnoreFormatted(true)
                .run();
    }
}
