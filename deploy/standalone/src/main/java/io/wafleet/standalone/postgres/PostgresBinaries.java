package io.wafleet.standalone.postgres;

import io.wafleet.standalone.process.PartFailed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked from the artifact for this system. */
record PostgresBinaries(Path home) {
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** Unpacks below {@code parent} unless this very version is there already. */
    static PostgresBinaries unpackedIn(Path parent) throws IOException {
        var archive = "/postgres-" + system() + "-" + processor() + ".txz";
        var home = parent.resolve("postgres-" + fingerprint(archive));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(parent);
            var fresh = Files.createTempDirectory(parent, "unpacking-");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpack(archive, fresh);
            try {
                Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException raced) {
                if (!Files.isDirectory(home)) {
                    throw raced;
                }
            }
        }
        return new PostgresBinaries(home);
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive))))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("entry leaves the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static String fingerprint(String archive) throws IOException {
        try (var in = new CheckedInputStream(open(archive), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Long.toHexString(in.getChecksum().getValue());
        }
    }

    private static InputStream open(String archive) {
        var in = PostgresBinaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw new PartFailed("There is no embedded PostgreSQL for this system (" + archive
                    + " is not on the class path): run one yourself and set WAFLEET_DATABASE_URL");
        }
        return in;
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        var name = System.getProperty("os.arch");
        return name.equals("aarch64") || name.equals("arm64") ? "arm_64" : "x86_64";
    }
}
