package io.wafleet.session;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole worker in this JVM, with waits short enough for tests. */
final class Worker implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Worker(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Worker start(Map<String, String> parts, Path home, Map<String, String> more) {
        Map<String, Object> settings = new LinkedHashMap<>(parts);
        settings.put("WAFLEET_HOME", home.toString());
        settings.put("WAFLEET_WORKER_PORT", "0");
        settings.put("WAFLEET_TRUSTED_NETWORKS", "127.0.0.0/8");
        settings.put("MAX_WHATSAPP_ACCOUNTS", "50");
        settings.put("WAFLEET_WORKER_ACCOUNTS", "50");
        settings.put("wafleet.session.snapshot.delay-min", "200ms");
        settings.put("wafleet.session.snapshot.delay-max", "400ms");
        settings.put("wafleet.session.lifecycle.recovery-delays", "0s,1s,2s");
        settings.put("wafleet.session.lifecycle.health.interval", "2s");
        settings.put("wafleet.session.lifecycle.health.deadline", "2s");
        settings.put("wafleet.session.send.deadline", "2s");
        settings.put("wafleet.session.send.attempts", "10");
        settings.put("wafleet.session.lifecycle.sites.whatsapp", "https://127.0.0.1:1/");
        settings.putAll(more);
        SpringApplication application = new SpringApplication(SessionWorkerApplication.class);
        application.setDefaultProperties(Map.of());
        return new Worker(application.run(settings.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new)));
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }
}
