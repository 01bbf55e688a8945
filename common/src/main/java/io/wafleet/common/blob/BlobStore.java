package io.wafleet.common.blob;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Keeps the bytes of files, each content once, under its SHA-256 in lower-case hex.
 *
 * <p>Failure policy: a {@link BlobStoreException} means try again; everything may be repeated. What {@link #put} has
 * returned for is durable, and whatever happens a content is seen whole or not at all.
 */
public interface BlobStore {

    /** Where bytes are kept. */
    enum Kind {
        POSTGRES,
        FILE
    }

    /**
     * Opens the store of a service.
     *
     * @param schema the owner's; its table {@code blob} and view {@code blob_view}, or its directory below the given one
     */
    static BlobStore open(Kind kind, String schema, DataSource database, Path directory) {
        return switch (kind) {
            case POSTGRES -> new PostgresBlobs(database, schema);
            case FILE -> new DirectoryBlobs(directory.resolve(schema));
        };
    }

    /** Keeps the bytes and returns their hash; also where they are kept already, which makes them as good as new. */
    String put(byte[] bytes);

    /** At most so many of the bytes from there on, fewer at the end; empty if the content is not there. */
    Optional<byte[]> read(String sha256, long from, int length);

    /** All of the bytes. */
    default Optional<byte[]> read(String sha256) {
        return read(sha256, 0, Integer.MAX_VALUE);
    }

    /**
     * Removes contents that nobody needs, some at a time.
     *
     * @param putBefore younger ones stay, for what needs them may not have been written yet
     * @param needed which of the given hashes are needed
     * @return how many were removed
     */
    int sweep(Instant putBefore, UnaryOperator<Set<String>> needed);
}
