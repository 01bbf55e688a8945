package io.wafleet.standalone.kafka;

import io.wafleet.standalone.process.JavaCommand;
import io.wafleet.standalone.process.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Kafka broker in its own process on the loopback interface, with its data in {@code directory}.
 *
 * <p>Its JVM takes the class path of this one.
 */
public record EmbeddedKafka(Path directory, int port, int controllerPort, Path log) implements Part {
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public ProcessBuilder prepare() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(BrokerSettings.readyMark(directory));
        var java = new JavaCommand(384, List.of("-Dlogback.configurationFile=io/wafleet/standalone/part-logback.xml"));
        var builder = new ProcessBuilder(java.running(
                List.of(KafkaServer.class.getName(), directory.toString(), "" + port, "" + controllerPort)));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder;
    }

    @Override
    public boolean ready(Process process) throws IOException {
        var mark = BrokerSettings.readyMark(directory);
        return Files.exists(mark) && Files.readString(mark).equals("" + process.pid());
    }
}
