package io.wafleet.session.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What of a profile makes the login, and how it goes into an archive: a ZIP, because its entries need no length before
 * their bytes.
 *
 * <p>Left out are caches, what Chromium keeps for a person at a screen, and service workers: a registration without the
 * cache of scripts it belongs to is a broken one, and the site registers again.
 */
final class ProfileFiles {

    /** Each is a database of its own, or files that belong together; between two of them nothing has to agree. */
    static final List<List<String>> GROUPS = List.of(
            List.of("IndexedDB"),
            List.of("Local Storage"),
            List.of("WebStorage"),
            List.of("File System"),
            List.of("Cookies", "Cookies-journal"),
            List.of("Preferences"));

    /** LevelDB's lock and its log for people. */
    private static final Set<String> OF_NO_USE = Set.of("LOCK", "LOG", "LOG.old");

    private ProfileFiles() {}

    /** The files of a group, by their paths in the profile. */
    static Set<Path> of(Path profile, List<String> group) throws IOException {
        Set<Path> files = new TreeSet<>();
        for (String name : group) {
            Path root = profile.resolve(name);
            if (Files.exists(root)) {
                files.addAll(below(root).stream().map(profile::relativize).toList());
            }
        }
        return files;
    }

    /**
     * Writes the files of a profile that nobody else writes to; leaves the stream open.
     *
     * @throws InterruptedIOException when it is not wanted any more
     */
    static void pack(Path profile, OutputStream to, BooleanSupplier wanted) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(to);
        zip.setLevel(Deflater.BEST_SPEED);
        for (List<String> group : GROUPS) {
            for (Path file : of(profile, group)) {
                if (!wanted.getAsBoolean()) {
                    throw new InterruptedIOException("not wanted any more");
                }
                zip.putNextEntry(new ZipEntry(file.toString()));
                Files.copy(profile.resolve(file), zip);
                zip.closeEntry();
            }
        }
        zip.finish();
    }

    /** Makes the files of an archive in an empty directory, durably. */
    static void unpack(InputStream from, Path profile) throws IOException {
        ZipInputStream zip = new ZipInputStream(from);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path file = profile.resolve(entry.getName()).normalize();
            if (!file.startsWith(profile)) {
                throw new ZipException("an entry leads out of the profile");
            }
            Files.createDirectories(file.getParent());
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                zip.transferTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
        }
        // ZIP's own directory of the entries says nothing new, but only a stream that was read to its end is whole.
        from.transferTo(OutputStream.nullOutputStream());
    }

    private static Set<Path> below(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> !OF_NO_USE.contains(file.getFileName().toString()))
                    .collect(Collectors.toSet());
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }
}
