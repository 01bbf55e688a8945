package io.wafleet.standalone.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of the one broker. */
record BrokerSettings(Path directory, int port, int controllerPort) {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    Path log() {
        return directory.resolve("log");
    }

    /** Written when the broker serves, removed before it starts. */
    static Path readyMark(Path directory) {
        return directory.resolve("ready");
    }

    Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "" + NODE);
        properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        properties.put(
                "listeners", "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER, controllerPort));
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        properties.put("log.dirs", log().toString());
        properties.put("auto.create.topics.enable", "false");
        // After kill -9 the controller lets the broker back in only when its old session has run out.
        properties.put("broker.session.timeout.ms", "2000");
        properties.put("broker.heartbeat.interval.ms", "250");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("log.segment.bytes", "67108864");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.threads", "1");
        properties.put("log.cleaner.dedupe.buffer.size", "16777216");
        for (var topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "4");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        return properties;
    }
}
