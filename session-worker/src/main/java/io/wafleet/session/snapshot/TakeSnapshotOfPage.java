package io.wafleet.session.snapshot;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.SnapshotResult;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.Screenshot;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.lifecycle.Sessions;
import io.wafleet.session.receive.LivePage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** Takes a picture of the account's page after a random wait; beside the account's other commands, one after the other. */
@Component
class TakeSnapshotOfPage implements CommandHandler {

    private final Sessions sessions;
    private final Snapshots snapshots;
    private final SnapshotSettings settings;
    private final Clock clock;

    TakeSnapshotOfPage(Sessions sessions, Snapshots snapshots, SnapshotSettings settings, Clock clock) {
        this.sessions = sessions;
        this.snapshots = snapshots;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public CommandType type() {
        return CommandType.SNAPSHOT;
    }

    @Override
    public boolean runsBeside() {
        return true;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        Session session = sessions.obtain(command.accountId());
        readyPage(session);
        Thread.sleep(delay());
        try {
            Screenshot picture = readyPage(session).page().screenshot(settings.deadline());
            Instant takenAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            snapshots.keep(command, picture, takenAt);
            return new SnapshotResult(command.id(), picture.width(), picture.height(), takenAt);
        } catch (PageException failure) {
            throw new CommandFailure(
                    ErrorCode.WHATSAPP_NOT_READY, "The page did not give a picture: " + failure.getMessage());
        }
    }

    private static LivePage readyPage(Session session) throws CommandFailure {
        return session.readyPage()
                .orElseThrow(() -> new CommandFailure(
                        ErrorCode.WHATSAPP_NOT_READY, "The account is not connected; it is " + session.state()));
    }

    private Duration delay() {
        long min = settings.delayMin().toMillis();
        long max = settings.delayMax().toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(min, max + 1));
    }
}
