package io.wafleet.standalone;

import io.wafleet.standalone.process.PartFailed;
import io.wafleet.standalone.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs the whole fleet on one machine; {@code deploy/up} is its command line. */
public final class StandaloneApplication {
    private final Settings settings;
    private final Screen screen;

    private StandaloneApplication(Settings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var screen = new Screen(System.out);
        try {
            var settings = new Settings(System.getenv(), Path.of(System.getProperty("wafleet.root", "")));
            var options = Options.parse(arguments);
            var application = new StandaloneApplication(settings, screen);
            switch (options.action()) {
                case HELP -> screen.line(Options.help());
                case DOWN -> new RunDirectory(settings.run()).stopAll(screen);
                case UP -> application.up(options);
            }
        } catch (Options.Misunderstood problem) {
            screen.line(problem.getMessage() + "\n\n" + Options.help());
            System.exit(2);
        } catch (PartFailed | IOException | UncheckedIOException problem) {
            screen.line("\nWafleet did not start: " + problem.getMessage());
            System.exit(1);
        }
    }

    private void up(Options options) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Fleet fleet;
        var run = new RunDirectory(settings.run());
        boolean newKey = !Files.exists(settings.apiKey());
        try (var lock = run.lock()) {
            fleet = Fleet.of(options, settings);
            run.claim(
                    fleet.members().stream().map(member -> member.part().name()).toList(), screen);
            checkPorts(fleet);
            var name = run.enter();
            var supervisor = new Supervisor(fleet, settings, name, screen);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, run, name), "stop"));
            screen.line("Starting Wafleet in " + settings.home());
            followParent();
            supervisor.start();
        }
        screen.box(new Welcome(settings, fleet, newKey).lines(Duration.ofNanos(System.nanoTime() - begun)));
        run.markReady();
        new CountDownLatch(1).await();
    }

    private void stop(Supervisor supervisor, RunDirectory run, String name) {
        screen.line("Stopping");
        supervisor.stop();
        run.release(name);
        screen.line("Stopped. The data stays in " + settings.home());
    }

    private static void checkPorts(Fleet fleet) {
        var problems = new StringBuilder();
        var seen = new HashSet<Integer>();
        for (var member : fleet.members()) {
            member.ports().forEach((variable, port) -> {
                if (!seen.add(port) || !Ports.isFree(port)) {
                    problems.append("\n  port %d for %s is taken: set %s to another one"
                            .formatted(port, member.part().name(), variable));
                }
            });
        }
        if (!problems.isEmpty()) {
            throw new PartFailed("nothing was started, because" + problems);
        }
    }

    /** In the foreground the fleet ends with the terminal's script, also when that is killed. */
    private static void followParent() {
        var parent = System.getProperty("wafleet.follow", "");
        if (parent.isEmpty()) {
            return;
        }
        Thread.ofVirtual().name("follow").start(() -> {
            var script = ProcessHandle.of(Long.parseLong(parent));
            try {
                while (script.isPresent() && script.get().isAlive()) {
                    TimeUnit.SECONDS.sleep(1);
                }
            } catch (InterruptedException stopped) {
                return;
            }
            System.exit(0);
        });
    }
}
