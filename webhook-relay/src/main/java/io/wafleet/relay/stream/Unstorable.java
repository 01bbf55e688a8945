package io.wafleet.relay.stream;

import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.json.ContractViolation.Kind;
import java.sql.SQLException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/** Tells what can never be stored, however often it is tried, from what cannot be stored at the moment. */
public final class Unstorable {

    /** What is too large for an index, which Spring takes for a database that is away. */
    private static final String LIMIT_EXCEEDED = "54";

    private Unstorable() {}

    /** Whether trying again is in vain. */
    public static boolean is(Throwable failure) {
        if (failure instanceof DuplicateKeyException) {
            // Another relay was quicker with the same; the next look finds what it has stored.
            return false;
        }
        if (failure instanceof DataAccessException || failure instanceof TransactionException) {
            return failure instanceof DataIntegrityViolationException
                    || (NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException cause
                            && String.valueOf(cause.getSQLState()).startsWith(LIMIT_EXCEEDED));
        }
        return true;
    }

    /** The reason for the dead letter, without the message: it would quote the record. */
    public static ContractViolation violation(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return new ContractViolation(
                Kind.BAD_DATA,
                cause instanceof SQLException sql
                        ? "The database cannot hold it: SQL state " + sql.getSQLState()
                        : "It cannot be stored: " + cause.getClass().getSimpleName());
    }
}
