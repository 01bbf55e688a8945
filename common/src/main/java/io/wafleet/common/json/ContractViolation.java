package io.wafleet.common.json;

/** A record is not of the contract's form; the message says how, without quoting the record. */
public final class ContractViolation extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of violation, for dead letters and metrics. */
    public enum Kind {
        NOT_JSON,
        BAD_ENVELOPE,
        UNKNOWN_TYPE,
        UNSUPPORTED_VERSION,
        BAD_DATA
    }

    private final Kind kind;

    public ContractViolation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
