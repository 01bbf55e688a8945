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
        return running(target, List.of());
    }

    /**
     * The same with an archive of loaded classes, which the JVM writes at its first orderly end and which takes a third
     * off the time of the starts after it. One that is damaged or does not fit is ignored and written anew.
     */
    public List<String> running(List<String> target, Path archive) {
        return running(
                target,
                List.of(
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xlog:cds*=off,aot*=off")); // it names each class that it leaves out
    }

    private List<String> running(List<String> target, List<String> archive) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(archive);
        command.addAll(options);
        command.addAll(target);
        return command;
    }
}
