package io.wafleet.gateway.testing;

import io.wafleet.gateway.GatewayApplication;
import io.wafleet.standalone.testing.RealParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** A gateway on a port of its own, against the real broker and a database of its own. */
public final class RunningGateway implements AutoCloseable {

    public static final String ADMIN_KEY = "an-admin-key-from-the-environment";

    private final ConfigurableApplicationContext context;
    private final String database;
    private final Path home;

    private RunningGateway(ConfigurableApplicationContext context, String database, Path home) {
        this.context = context;
        this.database = database;
        this.home = home;
    }

    /** The one that most tests share, with a worker and a relay stood in for. */
    public static RunningGateway shared() {
        return Shared.GATEWAY;
    }

    public static FleetStandIn fleet() {
        return Shared.FLEET;
    }

    public static RunningGateway start(String kafka, String database, String... settings) {
        try {
            return startIn(Files.createTempDirectory("wafleet-gateway"), kafka, database, settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static RunningGateway startIn(Path home, String kafka, String database, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + kafka,
                "--spring.datasource.url=" + database,
                "--wafleet.gateway.key.home=" + home));
        all.addAll(List.of(settings));
        return new RunningGateway(
                new SpringApplicationBuilder(GatewayApplication.class, OwnThreads.class)
                        .run(all.toArray(String[]::new)),
                database,
                home);
    }

    public Client client() {
        return client(ADMIN_KEY);
    }

    public Client client(String key) {
        return new Client("http://127.0.0.1:" + port(), key);
    }

    public int port() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    }

    public String database() {
        return database;
    }

    public Path home() {
        return home;
    }

    /** What the controllers serve. */
    public Set<RequestMappingInfo> routes() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet();
    }

    public RunningGateway awaitReady() {
        Client anyone = client();
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> anyone.get("/readyz").status() == 200);
        return this;
    }

    @Override
    public void close() {
        context.close();
    }

    /** The end of one gateway of this JVM must not end the network threads of the others. */
    static class OwnThreads {

        @Bean
        ReactorResourceFactory ownThreads() {
            ReactorResourceFactory threads = new ReactorResourceFactory();
            threads.setUseGlobalResources(false);
            return threads;
        }
    }

    private static final class Shared {
        static final RunningGateway GATEWAY = start(
                        RealParts.kafka(), RealParts.postgres(), "--wafleet.gateway.key.value=" + ADMIN_KEY)
                .awaitReady();
        static final FleetStandIn FLEET = FleetStandIn.start(RealParts.kafka(), GATEWAY.database());
    }
}
