package io.wafleet.standalone;

import io.wafleet.standalone.process.HttpProbe;
import io.wafleet.standalone.process.JavaCommand;
import io.wafleet.standalone.process.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A packaged service in its own JVM.
 *
 * @param environment what it gets beside the environment of this process
 */
public record ServicePart(
        String name, ServiceJar jar, JavaCommand java, Map<String, String> environment, URI probe, Path log)
        implements Part {
    @Override
    public ProcessBuilder prepare() throws IOException {
        var extracted = jar.extracted();
        var archive = extracted.resolveSibling(name + ".jsa");
        var builder = new ProcessBuilder(java.running(List.of("-jar", extracted.toString()), archive));
        builder.environment().putAll(environment);
        return builder;
    }

    @Override
    public boolean ready(Process process) {
        return HttpProbe.ok(probe);
    }

    /** A worker closes its pages and a gateway finishes its calls first. */
    @Override
    public Duration stopWithin() {
        return Duration.ofSeconds(40);
    }
}
