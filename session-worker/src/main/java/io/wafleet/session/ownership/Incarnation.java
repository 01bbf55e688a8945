package io.wafleet.session.ownership;

import com.github.f4b6a3.ulid.UlidCreator;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/** This process: its name for people, and an id that no other process ever has. */
@Component
public final class Incarnation {

    private final String name;
    private final String id;

    public Incarnation(OwnershipSettings settings) {
        String configured = settings.worker();
        this.name = configured == null || configured.isBlank() ? hostName() : configured;
        this.id = name + "-" + UlidCreator.getUlid();
    }

    /** What events give as their source. */
    public String name() {
        return name;
    }

    /** The owner of its leases. */
    public String id() {
        return id;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "worker";
        }
    }
}
