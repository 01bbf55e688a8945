package io.wafleet.session.history;

import io.wafleet.common.chat.ChatSummary;
import io.wafleet.common.command.SyncResult;
import io.wafleet.common.event.ChatsSynced;
import io.wafleet.common.event.ContactsSynced;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.GroupsSynced;
import io.wafleet.common.event.MessagesSynced;
import io.wafleet.common.message.PastMessage;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.PageHistory;
import io.wafleet.session.browser.PageMessage;
import io.wafleet.session.browser.PagePart;
import io.wafleet.session.receive.LivePage;
import io.wafleet.session.receive.PastMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what stands on one account's page, part after part, and tells it. */
final class ReadPage {

    private static final int GROUPS_AT_ONCE = 20;
    private static final int MESSAGES_AT_ONCE = 100;

    private final LivePage page;
    private final PageHistory history;
    private final PastMessages pastMessages;
    private final Duration deadline;
    private final Batch<PastMessage> messages;

    ReadPage(LivePage page, PastMessages pastMessages, Duration deadline) {
        this.page = page;
        this.history = page.page().history();
        this.pastMessages = pastMessages;
        this.deadline = deadline;
        this.messages = new Batch<>(page.events(), MessagesSynced::new);
    }

    /** A chat list, and how many of each was told. */
    record Overview(List<ChatSummary> chats, int contacts, int groups) {

        SyncResult withMessages(int messages) {
            return new SyncResult(chats.size(), contacts, groups, messages);
        }
    }

    Overview tellOverview() throws PageException, InterruptedException {
        List<ChatSummary> chats = new ArrayList<>();
        tell(ChatsSynced::new, after -> {
            PagePart<ChatSummary> part = history.chats(after, deadline);
            chats.addAll(part.items());
            return part;
        });
        int contacts = tell(ContactsSynced::new, after -> history.contacts(after, deadline));
        int groups = tell(GroupsSynced::new, after -> history.groups(after, GROUPS_AT_ONCE, deadline));
        return new Overview(chats, contacts, groups);
    }

    /** The newest messages of a chat, oldest first; some may wait until {@link #tellRest}. */
    void tellMessages(String chatId, int atMost) throws PageException, InterruptedException {
        List<PageMessage> found = new ArrayList<>();
        String before = null;
        do {
            int count = Math.min(MESSAGES_AT_ONCE, atMost - found.size());
            PagePart<PageMessage> part = history.messages(chatId, count, before, deadline);
            found.addAll(part.items());
            before = part.next();
        } while (before != null && found.size() < atMost);
        messages.addAll(pastMessages.of(page.account(), found.reversed()));
    }

    /** Tells the messages that wait, and returns how many were told in all. */
    int tellRest() throws InterruptedException {
        messages.flush();
        return messages.told();
    }

    private interface Parts<T> {
        PagePart<T> after(@Nullable String last) throws PageException;
    }

    private <T> int tell(Function<List<T>, EventData> event, Parts<T> parts)
            throws PageException, InterruptedException {
        Batch<T> batch = new Batch<>(page.events(), event);
        String next = null;
        do {
            PagePart<T> part = parts.after(next);
            batch.addAll(part.items());
            next = part.next();
        } while (next != null);
        batch.flush();
        return batch.told();
    }
}
