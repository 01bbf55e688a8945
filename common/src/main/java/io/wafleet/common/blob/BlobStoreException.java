package io.wafleet.common.blob;

/** The store did not answer, or could not do what it was asked; it may be asked again. */
public final class BlobStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlobStoreException(String message, Exception cause) {
        super(message, cause);
    }
}
