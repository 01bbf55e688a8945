package io.wafleet.standalone;

import io.wafleet.standalone.Settings.Port;
import io.wafleet.standalone.kafka.EmbeddedKafka;
import io.wafleet.standalone.postgres.EmbeddedPostgres;
import io.wafleet.standalone.process.JavaCommand;
import io.wafleet.standalone.process.Part;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parts that the options and settings ask for, in the order in which they are started. */
record Fleet(List<Member> members) {
    /**
     * A part and its place.
     *
     * @param waitsFor what must be ready before it is started
     * @param ports what it listens on, by the name of the variable that moves it
     */
    record Member(PartName kind, Part part, Set<PartName> waitsFor, Map<String, Integer> ports) {}

    private static final Set<PartName> STORES = EnumSet.of(PartName.KAFKA, PartName.POSTGRES);

    static Fleet of(Options options, Settings settings) {
        var wanted = EnumSet.copyOf(options.parts());
        if (settings.given("WAFLEET_KAFKA") != null) {
            wanted.remove(PartName.KAFKA);
        }
        if (settings.given("WAFLEET_DATABASE_URL") != null) {
            wanted.remove(PartName.POSTGRES);
        }
        var members = new ArrayList<Member>();
        for (var kind : wanted) {
            members.addAll(members(kind, options, settings));
        }
        return new Fleet(List.copyOf(members));
    }

    private static List<Member> members(PartName kind, Options options, Settings settings) {
        return switch (kind) {
            case KAFKA -> List.of(kafka(settings));
            case POSTGRES -> List.of(postgres(settings));
            case SANDBOX -> List.of(sandbox(settings));
            case WORKER -> workers(options.workers(), settings);
            case RELAY -> List.of(relay(settings));
            case GATEWAY -> List.of(gateway(settings));
        };
    }

    private static Member kafka(Settings settings) {
        int port = settings.port(Port.WAFLEET_KAFKA_PORT);
        int controller = settings.port(Port.WAFLEET_KAFKA_CONTROLLER_PORT);
        var part = new EmbeddedKafka(settings.home().resolve("kafka"), port, controller, log(settings, "kafka"));
        return new Member(
                PartName.KAFKA,
                part,
                Set.of(),
                Map.of("WAFLEET_KAFKA_PORT", port, "WAFLEET_KAFKA_CONTROLLER_PORT", controller));
    }

    private static Member postgres(Settings settings) {
        var part = embeddedPostgres(settings);
        return new Member(PartName.POSTGRES, part, Set.of(), Map.of("WAFLEET_POSTGRES_PORT", part.port()));
    }

    private static EmbeddedPostgres embeddedPostgres(Settings settings) {
        return new EmbeddedPostgres(
                settings.home().resolve("postgres"),
                settings.port(Port.WAFLEET_POSTGRES_PORT),
                log(settings, "postgres"));
    }

    private static Member sandbox(Settings settings) {
        int port = settings.port(Port.WAFLEET_SANDBOX_PORT);
        int tls = settings.port(Port.WAFLEET_SANDBOX_TLS_PORT);
        var own = Map.of(
                "WAFLEET_SANDBOX_PORT", "" + port,
                "WAFLEET_SANDBOX_TLS_PORT", "" + tls,
                "WAFLEET_SANDBOX_DATA", settings.home().resolve("sandbox").toString());
        var module = new Module("deploy/sandbox", "wafleet-sandbox", "sandbox", 192);
        return new Member(
                PartName.SANDBOX,
                module.part("sandbox", port, "/livez", own, settings),
                Set.of(),
                Map.of("WAFLEET_SANDBOX_PORT", port, "WAFLEET_SANDBOX_TLS_PORT", tls));
    }

    private static List<Member> workers(List<Integer> numbers, Settings settings) {
        var module = new Module("session-worker", "wafleet-session-worker", "worker", 384);
        boolean alone = numbers.equals(List.of(1));
        var members = new ArrayList<Member>();
        for (int number : numbers) {
            int port = settings.port(Port.WAFLEET_WORKER_PORT) + 10 * (number - 1);
            var name = alone ? "worker" : "worker-" + number;
            var waitsFor = EnumSet.of(PartName.SANDBOX);
            waitsFor.addAll(STORES);
            var own = new HashMap<>(Map.of("WAFLEET_WORKER_PORT", "" + port));
            if (number > 1) {
                // The profiles are shared; Chromium's own directory belongs to one worker.
                var data = settings.home().resolve("browser-" + number).toString();
                own.put("WAFLEET_SESSION_BROWSER_DATA", data);
            }
            if (!alone) {
                own.put("WAFLEET_SESSION_OWNERSHIP_WORKER", name);
            }
            members.add(new Member(
                    PartName.WORKER,
                    module.part(name, port, "/readyz", own, settings),
                    waitsFor,
                    Map.of("WAFLEET_WORKER_PORT", port)));
        }
        return members;
    }

    private static Member relay(Settings settings) {
        int port = settings.port(Port.WAFLEET_RELAY_PORT);
        var module = new Module("webhook-relay", "wafleet-webhook-relay", "relay", 256);
        var own = Map.of(
                "WAFLEET_RELAY_PORT", "" + port,
                "WAFLEET_MEDIA_KEYS", settings.mediaKeys(),
                "WAFLEET_WEBHOOK_KEY", settings.webhookKey());
        var part = module.part("relay", port, "/readyz", own, settings);
        return new Member(PartName.RELAY, part, STORES, Map.of("WAFLEET_RELAY_PORT", port));
    }

    private static Member gateway(Settings settings) {
        int port = settings.port(Port.WAFLEET_PORT);
        var module = new Module("gateway", "wafleet-gateway", "gateway", 256);
        var own = Map.of("WAFLEET_PORT", "" + port, "WAFLEET_MEDIA_KEYS", settings.mediaKeys());
        var part = module.part("gateway", port, "/readyz", own, settings);
        return new Member(PartName.GATEWAY, part, STORES, Map.of("WAFLEET_PORT", port));
    }

    private static Path log(Settings settings, String name) {
        return settings.logs().resolve(name + ".log");
    }

    /** Where a service comes from. */
    private record Module(String folder, String artifact, String word, int heapMegabytes) {
        Part part(String name, int port, String probe, Map<String, String> own, Settings settings) {
            var jar = ServiceJar.of(
                    settings.root().resolve(folder),
                    artifact,
                    settings.home().resolve("app").resolve(word));
            var environment = new HashMap<>(own);
            environment.put("WAFLEET_HOME", settings.home().toString());
            environment.put("WAFLEET_KAFKA", settings.kafka());
            var database = settings.given("WAFLEET_DATABASE_URL");
            environment.put(
                    "WAFLEET_DATABASE_URL",
                    database == null ? embeddedPostgres(settings).jdbcUrl("postgres") : database);
            environment.put("WAFLEET_SANDBOX_URL", settings.sandboxUrl());
            environment.put("WAFLEET_PUBLIC_URL", settings.publicUrl());
            environment.put("WAFLEET_TRUSTED_NETWORKS", settings.trustedNetworks());
            return new ServicePart(
                    name,
                    jar,
                    new JavaCommand(heapMegabytes, options(settings)),
                    environment,
                    URI.create("http://127.0.0.1:" + port + probe),
                    log(settings, name));
        }

        private List<String> options(Settings settings) {
            var more = settings.given("WAFLEET_" + word.toUpperCase(Locale.ROOT) + "_JAVA_OPTIONS");
            return more == null ? List.of() : List.of(more.split("\\s+"));
        }
    }
}
