package io.wafleet.e2e.fault;

import io.wafleet.e2e.Fleet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/**
 * Kafka, Postgres or both are dead: killed with SIGKILL, and their launcher stopped with SIGSTOP, because it would start
 * them again after a second. The end of the outage is when the launcher may go on.
 */
final class Outage implements AutoCloseable {

    /** What can be taken away, under the name that the fleet has for it. */
    enum Store {
        KAFKA("kafka", "WAFLEET_KAFKA_PORT"),
        POSTGRES("postgres", "WAFLEET_POSTGRES_PORT");

        private final String part;
        private final String port;

        Store(String part, String port) {
            this.part = part;
            this.port = port;
        }
    }

    private final ProcessHandle launcher;

    Outage(Fleet fleet, List<Store> stores) {
        launcher = fleet.keeper(stores.getFirst().part);
        Signal.STOP.send(launcher);
        for (Store store : stores) {
            Signal.KILL.send(fleet.process(store.part));
            int port = Integer.parseInt(fleet.environment().get(store.port));
            FaultFleet.within(10).until(() -> !isListening(port));
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Override
    public void close() {
        Signal.CONT.send(launcher);
    }
}
