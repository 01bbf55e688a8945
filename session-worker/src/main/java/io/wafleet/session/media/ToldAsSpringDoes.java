package io.wafleet.session.media;

import io.wafleet.common.blob.BlobStore;
import io.wafleet.common.blob.BlobStoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.dao.DataAccessResourceFailureException;

/** A store whose failures are a {@code DataAccessException}, like those of the rows that belong to its files. */
record ToldAsSpringDoes(BlobStore store) implements BlobStore {

    @Override
    public String put(byte[] bytes) {
        return told(() -> store.put(bytes));
    }

    @Override
    public Optional<byte[]> read(String sha256, long from, int length) {
        return told(() -> store.read(sha256, from, length));
    }

    @Override
    public int sweep(Instant putBefore, UnaryOperator<Set<String>> needed) {
        return told(() -> store.sweep(putBefore, needed));
    }

    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (BlobStoreException away) {
            throw new DataAccessResourceFailureException(String.valueOf(away.getMessage()), away);
        }
    }
}
