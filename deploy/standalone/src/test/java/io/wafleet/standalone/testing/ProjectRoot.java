package io.wafleet.standalone.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project from any of its folders. */
final class ProjectRoot {
    private ProjectRoot() {}

    static Path find() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("deploy/sandbox"))) {
                return folder;
            }
        }
        throw new IllegalStateException(Path.of("").toAbsolutePath() + " is not in the project");
    }
}
