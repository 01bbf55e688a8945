package io.wafleet.session.event;

/** Kafka will never take this record, being too large for example. */
public final class RecordRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordRefused(Throwable cause) {
        super(cause);
    }
}
