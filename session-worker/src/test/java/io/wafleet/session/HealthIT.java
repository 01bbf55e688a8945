package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.event.AccountStatusChanged;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.QrIssued;
import io.wafleet.standalone.testing.SandboxProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a page, the account says so, tries again a bounded number of times, and comes to rest. */
class HealthIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ANN = "15551234301";
    private static final int RESTARTS = 2;

    @TempDir
    static Path home;

    private static SandboxProcess sandbox;
    private static OneWorker fleet;

    @BeforeAll
    static void start() {
        sandbox = SandboxProcess.start(Map.of("WAFLEET_SANDBOX_QR_ROTATION", "5s", "WAFLEET_SANDBOX_QR_REFS", "2"));
        fleet = new OneWorker(
                home,
                sandbox.uri(),
                Map.of(
                        "wafleet.session.lifecycle.recovery-delays", "0s,1s,2s",
                        "wafleet.session.lifecycle.health.interval", "1s",
                        "wafleet.session.lifecycle.health.silence", "4s",
                        "wafleet.session.lifecycle.health.restarts", String.valueOf(RESTARTS),
                        "wafleet.session.lifecycle.qr.refreshes", "1"));
    }

    @AfterAll
    static void stop() {
        fleet.close();
        sandbox.close();
    }

    @Test
    void aPageThatDiesEachTimeItIsReadyIsGivenUpAndOpenedAgainOnlyWhenAsked() {
        String account = "health-crash";
        String number = "15557773001";
        fleet.link(account, number);
        int codes = codes(account);
        int before = openings(account);

        crashEachTimeItIsReady(account, number);

        AccountStatusChanged end = fleet.wire.awaitState(account, AccountState.FAILED);
        assertThat(end.reason().code()).isEqualTo(Code.RECOVERY_FAILED);
        assertThat(end.reason().message()).contains("PAGE_CRASHED");
        assertThat(openings(account) - before).isEqualTo(RESTARTS);
        await().atMost(SOON).until(() -> fleet.phone.connections(number) == 0);
        assertThat(restarts(Code.PAGE_CRASHED)).isEqualTo(RESTARTS);

        fleet.run("connect", account, "{}");
        fleet.wire.awaitState(account, AccountState.READY);
        assertThat(codes(account)).isEqualTo(codes);
        assertThat(fleet.worker
                        .part(MeterRegistry.class)
                        .get("wafleet.session.ready")
                        .timer()
                        .count())
                .isPositive();
    }

    private static void crashEachTimeItIsReady(String account, String number) {
        for (int crash = 0; crash <= RESTARTS; crash++) {
            fleet.wire.awaitState(account, AccountState.READY);
            long told = states(account).size();
            fleet.phone.does("crash", Map.of("account", number));
            await().atMost(SOON).until(() -> states(account).size() > told);
        }
    }

    @Test
    void aLoginThatIsUsedElsewhereIsNotTakenBackAgainAndAgain() {
        String account = "health-conflict";
        String number = "15557773002";
        fleet.link(account, number);
        int before = openings(account);

        for (int conflict = 0; conflict <= RESTARTS; conflict++) {
            fleet.wire.awaitState(account, AccountState.READY);
            long told = states(account).size();
            fleet.phone.does("conflict", Map.of("account", number));
            await().atMost(SOON).until(() -> states(account).size() > told);
        }

        AccountStatusChanged end = fleet.wire.awaitState(account, AccountState.FAILED);
        assertThat(end.reason().message()).contains("CONFLICT");
        assertThat(openings(account) - before).isEqualTo(RESTARTS);
        assertThat(states(account))
                .filteredOn(change ->
                        change.reason().code() == Code.CONFLICT && change.status() == AccountState.DISCONNECTED)
                .hasSize(RESTARTS)
                .allSatisfy(change -> assertThat(change.nextAttemptAt()).isNotNull());
    }

    @Test
    void anAccountThatIsCutOffIsDegradedThenOpenedAgainAndMissesNothing() {
        String account = "health-cut-off";
        String number = "15557773003";
        fleet.link(account, number);
        int codes = codes(account);
        int before = openings(account);

        fleet.phone.does("outage", Map.of("account", number, "seconds", 20));
        String missed = fleet.does("send", number, ANN, Map.of("type", "chat", "body", "meanwhile"));

        fleet.wire.awaitTold(account, AccountStatusChanged.class, change -> change.status() == AccountState.DEGRADED);
        fleet.wire.awaitTold(
                account,
                AccountStatusChanged.class,
                change -> change.status() == AccountState.DISCONNECTED
                        && change.reason().code() == Code.STREAM_LOST);
        fleet.wire.awaitState(account, AccountState.READY);
        fleet.wire.awaitTold(
                account, MessageReceived.class, seen -> seen.message().id().equals(missed));
        assertThat(openings(account) - before).isLessThanOrEqualTo(RESTARTS);
        assertThat(codes(account)).isEqualTo(codes);
    }

    @Test
    void anAccountWhoseConnectionCarriesNothingIsDegradedThenOpenedAgain() {
        String account = "health-deaf";
        String number = "15557773005";
        fleet.link(account, number);

        fleet.phone.turns(number, Map.of("deaf", true));
        String missed = fleet.does("send", number, ANN, Map.of("type", "chat", "body", "anybody?"));

        fleet.wire.awaitTold(account, AccountStatusChanged.class, change -> change.status() == AccountState.DEGRADED);
        fleet.wire.awaitTold(
                account,
                AccountStatusChanged.class,
                change -> change.status() == AccountState.DISCONNECTED
                        && change.reason().code() == Code.STREAM_LOST);
        fleet.phone.turns(number, Map.of("deaf", false));
        fleet.wire.awaitState(account, AccountState.READY);
        fleet.wire.awaitTold(
                account, MessageReceived.class, seen -> seen.message().id().equals(missed));
    }

    @Test
    void aConnectionThatComesBackByItselfIsReadyAgainOnTheSamePage() {
        String account = "health-blip";
        String number = "15557773004";
        fleet.link(account, number);
        int before = openings(account);

        fleet.phone.does("outage", Map.of("account", number, "seconds", 1));

        await().atMost(SOON).until(() -> fleet.phone.connections(number) == 1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(states(account).getLast().status()).isEqualTo(AccountState.READY));
        assertThat(openings(account)).isEqualTo(before);
    }

    @Test
    void aCodeThatNobodyScansIsShownForSomeRoundsThenTheAccountStops() {
        String account = "health-qr";
        fleet.run("create", account, "{\"network\":\"sandbox\"}");

        AccountStatusChanged end = fleet.wire.awaitState(account, AccountState.STOPPED);

        assertThat(end.reason().code()).isEqualTo(Code.QR_NOT_SCANNED);
        assertThat(codes(account)).isEqualTo(4);
        assertThat(openings(account)).isEqualTo(1);
    }

    private static List<AccountStatusChanged> states(String account) {
        return fleet.wire.told(account, AccountStatusChanged.class);
    }

    /** How often a page was opened for it. */
    private static int openings(String account) {
        return (int) states(account).stream()
                .filter(change -> change.status() == AccountState.INIT)
                .count();
    }

    private static int codes(String account) {
        return fleet.wire.told(account, QrIssued.class).size();
    }

    private static double restarts(Code reason) {
        return fleet.worker
                .part(MeterRegistry.class)
                .get("wafleet.session.restarts")
                .tag("reason", reason.name())
                .counter()
                .count();
    }
}
