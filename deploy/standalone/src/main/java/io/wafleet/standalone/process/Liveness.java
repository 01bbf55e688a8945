package io.wafleet.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the living from the dead. */
public final class Liveness {
    private Liveness() {}

    /**
     * Whether the process runs. One that has ended counts as ended even while nobody has asked for its exit
     * code, which in a container without an init process is for ever.
     */
    public static boolean of(ProcessHandle process) {
        // Asked again at the end: it may have been a zombie that went between the first question and the second.
        return process.isAlive() && !isZombie(process.pid()) && process.isAlive();
    }

    private static boolean isZombie(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
            // The name before the state is in parentheses and may itself contain anything.
            int state = stat.lastIndexOf(')') + 2;
            return state < stat.length() && (stat.charAt(state) == 'Z' || stat.charAt(state) == 'X');
        } catch (IOException noProcFileSystem) {
            return false;
        }
    }
}
