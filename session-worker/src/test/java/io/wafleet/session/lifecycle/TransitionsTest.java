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
import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {

    /** One line for each happening: the state after it for INIT QR PASSKEY AUTH READY DEGRADED DISCONNECTED LOGGED_OUT STOPPED FAILED. */
    @ParameterizedTest
    @CsvSource({
        "OPENING,        -,            INIT,         INIT,         INIT,         INIT,         INIT,         INIT,         INIT,         INIT,         INIT",
        "QR_SHOWN,       QR,           -,            QR,           QR,           -,            -,            -,            -,            -,            -",
        "PASSKEY_ASKED,  PASSKEY,      PASSKEY,      -,            PASSKEY,      -,            -,            -,            -,            -,            -",
        "SCANNED,        AUTH,         AUTH,         AUTH,         -,            -,            -,            -,            -,            -,            -",
        "LOGIN_FOUND,    AUTH,         -,            -,            -,            -,            -,            -,            -,            -,            -",
        "SYNCED,         -,            -,            -,            READY,        -,            READY,        -,            -,            -,            -",
        "STREAM_SILENT,  -,            -,            -,            -,            DEGRADED,     -,            -,            -,            -,            -",
        "LOST,           DISCONNECTED, DISCONNECTED, DISCONNECTED, DISCONNECTED, DISCONNECTED, DISCONNECTED, -,            -,            -,            -",
        "GAVE_UP,        FAILED,       FAILED,       FAILED,       FAILED,       FAILED,       FAILED,       FAILED,       -,            -,            -",
        "QR_TIMED_OUT,   -,            STOPPED,      -,            -,            -,            -,            -,            -,            -,            -",
        "STOPPED,        STOPPED,      STOPPED,      STOPPED,      STOPPED,      STOPPED,      STOPPED,      STOPPED,      STOPPED,      -,            STOPPED",
        "LOGGED_OUT,     LOGGED_OUT,   LOGGED_OUT,   LOGGED_OUT,   LOGGED_OUT,   LOGGED_OUT,   LOGGED_OUT,   LOGGED_OUT,   -,            LOGGED_OUT,   LOGGED_OUT",
        "UNLINKED,       LOGGED_OUT,   -,            -,            LOGGED_OUT,   LOGGED_OUT,   LOGGED_OUT,   -,            -,            -,            -",
        "LET_GO,         DISCONNECTED, DISCONNECTED, DISCONNECTED, DISCONNECTED, DISCONNECTED, DISCONNECTED, -,            -,            -,            -"
    })
    void eachHappeningLeadsFromEachStateWhereTheTableSays(
            Happening happening,
            String init,
            String qr,
            String passkey,
            String auth,
            String ready,
            String degraded,
            String disconnected,
            String loggedOut,
            String stopped,
            String failed) {
        Map<AccountState, String> expected = new EnumMap<>(AccountState.class);
        expected.put(INIT, init);
        expected.put(QR, qr);
        expected.put(PASSKEY, passkey);
        expected.put(AUTH, auth);
        expected.put(READY, ready);
        expected.put(DEGRADED, degraded);
        expected.put(DISCONNECTED, disconnected);
        expected.put(LOGGED_OUT, loggedOut);
        expected.put(STOPPED, stopped);
        expected.put(FAILED, failed);

        expected.forEach((state, next) -> assertThat(
                        Transitions.next(state, happening).map(Enum::name).orElse("-"))
                .as(state + " when " + happening)
                .isEqualTo(next));
    }

    @Test
    void theTableKnowsEveryHappening() {
        assertThat(Arrays.stream(Happening.values()).map(Happening::reason)).doesNotContainNull();
        assertThat(Happening.values()).hasSize(14);
    }

    @ParameterizedTest
    @EnumSource(Happening.class)
    void nothingChangesAStateIntoItself(Happening happening) {
        for (AccountState state : AccountState.values()) {
            assertThat(Transitions.next(state, happening)).isNotEqualTo(java.util.Optional.of(state));
        }
    }
}
