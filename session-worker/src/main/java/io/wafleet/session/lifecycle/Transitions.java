package io.wafleet.session.lifecycle;

import static io.wafleet.common.account.AccountState.AUTH;
import static io.wafleet.common.account.AccountState.DEGRADED;
import static io.wafleet.common.account.AccountState.DISCONNECTED;
import static io.wafleet.common.account.AccountState.FAILED;
import static io.wafleet.common.account.AccountState.INIT;
import static io.wafleet.common.account.AccountState.LOGGED_OUT;
import static io.wafleet.common.account.AccountState.PASSKEY;
import static io.wafleet.common.account.AccountState.QR;
import static io.wafleet.common.account.AccountState.READY;
import static io.wafleet.common.account.AccountState.STOPPED;

import io.wafleet.common.account.AccountState;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which state follows which, when what happens: the whole table. */
final class Transitions {

    private static final Set<AccountState> OPEN = EnumSet.of(INIT, QR, PASSKEY, AUTH, READY, DEGRADED);
    private static final Set<AccountState> LINKED_OR_OPENING = EnumSet.of(INIT, AUTH, READY, DEGRADED);

    private Transitions() {}

    /** Whether an account in this state has a page. */
    static boolean isOpen(AccountState state) {
        return OPEN.contains(state);
    }

    /** The state after it; empty where it changes nothing, because it is old news or does not concern the state. */
    static Optional<AccountState> next(AccountState state, Happening happening) {
        return switch (happening) {
            case OPENING -> to(INIT, state != INIT);
            case QR_SHOWN -> to(QR, state == INIT || state == AUTH || state == PASSKEY);
            case PASSKEY_ASKED -> to(PASSKEY, state == INIT || state == QR || state == AUTH);
            case SCANNED -> to(AUTH, state == INIT || state == QR || state == PASSKEY);
            case LOGIN_FOUND -> to(AUTH, state == INIT);
            case SYNCED -> to(READY, state == AUTH || state == DEGRADED);
            case STREAM_SILENT -> to(DEGRADED, state == READY);
            case LOST -> to(DISCONNECTED, OPEN.contains(state));
            case GAVE_UP -> to(FAILED, OPEN.contains(state) || state == DISCONNECTED);
            case QR_TIMED_OUT -> to(STOPPED, state == QR);
            case STOPPED -> to(STOPPED, state != STOPPED);
            case LOGGED_OUT -> to(LOGGED_OUT, state != LOGGED_OUT);
            case UNLINKED -> to(LOGGED_OUT, LINKED_OR_OPENING.contains(state));
            case LET_GO -> to(DISCONNECTED, OPEN.contains(state));
        };
    }

    private static Optional<AccountState> to(AccountState next, boolean follows) {
        return follows ? Optional.of(next) : Optional.empty();
    }
}
