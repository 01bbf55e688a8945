package io.wafleet.session.action;

import io.wafleet.common.command.ChatActionResult;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.SetTyping;
import io.wafleet.session.browser.ChatSign;
import io.wafleet.session.browser.ShownSign;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.lifecycle.Sessions;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Shows the other side of a chat that somebody is typing or recording, for a while. */
@Component
class ShowTyping implements CommandHandler {

    private static final Duration DEFAULT = Duration.ofSeconds(10);

    private final Sessions sessions;
    private final AskPage ask;

    ShowTyping(Sessions sessions, AskPage ask) {
        this.sessions = sessions;
        this.ask = ask;
    }

    @Override
    public CommandType type() {
        return CommandType.SET_TYPING;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        SetTyping wish = (SetTyping) command.data();
        Session session = sessions.obtain(command.accountId());
        String chat = Objects.requireNonNull(wish.chatId());
        ChatSign sign = signOf(wish);
        ShownSign shown =
                ask.until(session, resumed, (page, deadline) -> page.page().show(chat, sign, deadline));
        return new ChatActionResult(shown.chatId());
    }

    private static ChatSign signOf(SetTyping wish) {
        Duration lasts = wish.durationMs() == null ? DEFAULT : Duration.ofMillis(wish.durationMs());
        return switch (Objects.requireNonNull(wish.state())) {
            case TYPING -> new ChatSign.Typing(lasts);
            case RECORDING -> new ChatSign.Recording(lasts);
            case PAUSED -> new ChatSign.Paused();
        };
    }
}
