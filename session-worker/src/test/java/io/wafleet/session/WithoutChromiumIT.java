package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.standalone.testing.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose Chromium does not start still takes logins away. */
class WithoutChromiumIT {

    @TempDir
    Path home;

    private Worker worker;
    private Wire wire;

    @BeforeEach
    void start() {
        Map<String, String> parts = Map.of(
                "WAFLEET_KAFKA", RealParts.kafka(),
                "WAFLEET_DATABASE_URL", RealParts.postgres(),
                "WAFLEET_SANDBOX_URL", "http://127.0.0.1:1");
        worker = Worker.start(
                parts,
                home,
                Map.of(
                        "wafleet.session.browser.executable",
                        home.resolve("none").toString()));
        wire = new Wire(RealParts.kafka());
    }

    @AfterEach
    void stop() {
        worker.close();
        wire.close();
    }

    @Test
    void logoutAndDeleteTakeTheStoredLoginAwayAndSayThatThePhoneDoesNotKnow() throws IOException {
        create("out", "out-create");
        Path login = aLoginOf("out");
        assertThat(completed(wire.run("out-1", "logout", "out", "{}")))
                .isEqualTo(AccountState.LOGGED_OUT + " NOT_TOLD");
        assertThat(login).doesNotExist();

        aLoginOf("out");
        assertThat(completed(wire.run("out-2", "delete", "out", "{}"))).isEqualTo(AccountState.STOPPED + " NOT_TOLD");
        assertThat(login).doesNotExist();
        assertThat(home.resolve("profiles")).isEmptyDirectory();
    }

    @Test
    void anAccountWhoseLoginCannotBeRemovedStays() throws IOException {
        create("kept", "kept-create");
        Path profiles = home.resolve("profiles");
        Path away = home.resolve("away");
        aLoginOf("kept");
        Files.move(profiles, away);
        Files.writeString(profiles, "no directory");

        assertThat(wire.run("kept-1", "delete", "kept", "{}"))
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.SERVER_ERROR));
        wire.awaitState("kept", AccountState.STOPPED);

        Files.delete(profiles);
        Files.move(away, profiles);
        completed(wire.run("kept-2", "delete", "kept", "{}"));
        assertThat(profiles).isEmptyDirectory();
    }

    private void create(String account, String command) {
        completed(wire.run(command, "create", account, "{\"network\":\"sandbox\"}"));
        wire.awaitState(account, AccountState.DISCONNECTED);
    }

    private Path aLoginOf(String account) throws IOException {
        Path profile = Files.createDirectories(home.resolve("profiles").resolve("account-" + account));
        return Files.writeString(profile.resolve("login"), "secret");
    }

    private static String completed(EventData ended) {
        assertThat(ended).isInstanceOf(CommandCompleted.class);
        var result = ((CommandCompleted) ended).result();
        return result.path("status").asString("") + " " + result.path("phone").asString("");
    }
}
