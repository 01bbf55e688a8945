package io.wafleet.session.lifecycle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Probes every account's page at its interval, each on a thread of its own, so that one that hangs delays none. */
@Component
class HealthWatch {

    private final Sessions sessions;
    private final SessionTools tools;
    private final Map<Session, Thread> probing = new ConcurrentHashMap<>();

    HealthWatch(Sessions sessions, SessionTools tools) {
        this.sessions = sessions;
        this.tools = tools;
    }

    // At a rate, because tasks with a delay share one thread, and one of them may wait for the database.
    @Scheduled(fixedRateString = "${wafleet.session.lifecycle.health.interval:20s}")
    void probeAll() {
        for (Session session : sessions.all()) {
            probing.computeIfAbsent(session, this::startProbe);
        }
    }

    private Thread startProbe(Session session) {
        return Thread.ofVirtual().name("probe-" + session.account()).start(() -> {
            try {
                HealthProbe.probe(session.page(), tools);
            } finally {
                probing.remove(session);
            }
        });
    }
}
