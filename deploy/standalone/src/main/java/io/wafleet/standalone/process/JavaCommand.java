package io.wafleet.standalone.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The words that start a JVM: the one that this process runs on, with a bounded heap. */
public record JavaCommand(int heapMegabytes, List<String> options) {
    /**
     * Small and quick to start on purpose: serial collector, the quick compiler alone (it halves the processor
     * time of a start; {@code -XX:TieredStopAtLevel=4} among the options takes it back), and death instead of
     * limping when the heap is full.
     */
    public List<String> running(List<String> target) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(target);
        return command;
    }
}
