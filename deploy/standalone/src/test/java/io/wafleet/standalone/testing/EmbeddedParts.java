package io.wafleet.standalone.testing;

import io.wafleet.standalone.kafka.EmbeddedKafka;
import io.wafleet.standalone.postgres.EmbeddedPostgres;
import io.wafleet.standalone.process.Ports;
import io.wafleet.standalone.process.RunningPart;
import org.jspecify.annotations.Nullable;

/** The embedded parts, in scratch directories that go with the JVM. */
final class EmbeddedParts implements Parts {
    private @Nullable EmbeddedKafka kafka;
    private @Nullable Databases databases;

    @Override
    public synchronized String kafka() {
        if (kafka == null) {
            var directory = Scratch.directory("kafka");
            var broker = new EmbeddedKafka(directory, Ports.free(), Ports.free(), directory.resolve("kafka.log"));
            Scratch.atExit(directory, RunningPart.start(broker)::kill);
            kafka = broker;
        }
        return kafka.bootstrapServers();
    }

    @Override
    public synchronized String newDatabase() {
        if (databases == null) {
            var directory = Scratch.directory("postgres");
            var server = new EmbeddedPostgres(directory, Ports.free(), directory.resolve("postgres.log"));
            // In order: a killed server would leave its shared memory to the system.
            Scratch.atExit(directory, RunningPart.start(server)::close);
            databases = new Databases(server::jdbcUrl);
        }
        return databases.make();
    }
}
