package io.wafleet.common.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Contents as files {@code <first two digits>/<hash>} of a directory, which may be a volume that many machines share. No
 * name in it comes from outside. A file comes into being under another name in {@code new}, and leaves by way of
 * {@code old}; what a crash leaves in either, the next sweep removes. The time of a file is when it was last put.
 */
final class DirectoryBlobs implements BlobStore {

    private static final int AT_ONCE = 100;
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> PRIVATE_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;

    DirectoryBlobs(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    @Override
    public String put(byte[] bytes) {
        String sha256 = Sha256.of(bytes);
        return with(() -> {
            if (!renew(fileOf(sha256))) {
                write(sha256, bytes);
            }
            return sha256;
        });
    }

    @Override
    public Optional<byte[]> read(String sha256, long from, int length) {
        if (!Sha256.isOne(sha256)) {
            return Optional.empty();
        }
        return with(() -> {
            try (FileChannel file = FileChannel.open(fileOf(sha256))) {
                long there = Math.clamp(file.size() - from, 0, length);
                ByteBuffer part = ByteBuffer.allocate((int) there);
                while (part.hasRemaining() && file.read(part, from + part.position()) >= 0) {
                    // until it is full
                }
                return Optional.of(part.array());
            } catch (NoSuchFileException gone) {
                return Optional.empty();
            }
        });
    }

    @Override
    public int sweep(Instant putBefore, UnaryOperator<Set<String>> needed) {
        return with(() -> {
            int removed = 0;
            for (int shard = 0; shard < 256; shard++) {
                Path folder = directory.resolve("%02x".formatted(shard));
                for (TreeSet<String> old = old(folder, "", putBefore);
                        !old.isEmpty();
                        old = old(folder, old.last(), putBefore)) {
                    Set<String> useless = new HashSet<>(old);
                    useless.removeAll(needed.apply(old));
                    for (String sha256 : useless) {
                        removed += remove(sha256, putBefore) ? 1 : 0;
                    }
                }
            }
            clear(directory.resolve("new"), putBefore);
            clear(directory.resolve("old"), putBefore);
            return removed;
        });
    }

    private Path fileOf(String sha256) {
        return directory.resolve(shardOf(sha256)).resolve(sha256);
    }

    private static String shardOf(String sha256) {
        return sha256.substring(0, 2);
    }

    private static boolean renew(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    private void write(String sha256, byte[] bytes) throws IOException {
        Path fresh = folder("new").resolve(UUID.randomUUID().toString());
        Path shard = folder(shardOf(sha256));
        try {
            Files.createFile(fresh, PRIVATE);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(fresh, shard.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        makeDurable(shard);
    }

    private Path folder(String name) throws IOException {
        Path folder = directory.resolve(name);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PRIVATE_DIRECTORY);
            makeDurable(directory);
        }
        return folder;
    }

    /** The names in a directory are on the disk only when the directory is. */
    private static void makeDurable(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory)) {
            names.force(true);
        }
    }

    /** The next ones in the order of their names. */
    private static TreeSet<String> old(Path folder, String after, Instant putBefore) throws IOException {
        TreeSet<String> next = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return next;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (Sha256.isOne(name) && name.compareTo(after) > 0 && isOld(file, putBefore)) {
                    next.add(name);
                    if (next.size() > AT_ONCE) {
                        next.pollLast();
                    }
                }
            }
        }
        return next;
    }

    /** Who puts it at the same moment either makes it young, and then it comes back, or writes it anew. */
    private boolean remove(String sha256, Instant putBefore) throws IOException {
        Path leaving = folder("old").resolve(sha256);
        try {
            Files.move(fileOf(sha256), leaving, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException removedByAnother) {
            return false;
        }
        if (isOld(leaving, putBefore)) {
            return Files.deleteIfExists(leaving);
        }
        Files.move(leaving, fileOf(sha256), StandardCopyOption.ATOMIC_MOVE);
        return false;
    }

    private static void clear(Path folder, Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (isOld(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOld(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static <T> T with(Work<T> work) {
        try {
            return work.run();
        } catch (IOException failure) {
            throw new BlobStoreException("The directory of files did not keep or give one", failure);
        }
    }
}
