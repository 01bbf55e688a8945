package io.wafleet.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts a relay in a process of its own, so that it can be killed. */
final class RelayProcess {

    private RelayProcess() {}

    /** One that is soon there, and never fast. */
    static Process start(Map<String, String> settings) throws IOException {
        return start(settings, "-XX:TieredStopAtLevel=1");
    }

    static Process start(Map<String, String> settings, String jvmOption) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                jvmOption,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RelayApplication.class.getName());
        builder.environment().putAll(settings);
        builder.environment().put("WAFLEET_RELAY_PORT", "0");
        return builder.redirectErrorStream(true).start();
    }
}
