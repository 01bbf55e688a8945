package io.wafleet.relay.message;

import io.wafleet.common.event.Event;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.event.MessagesSynced;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.relay.chat.Chats;
import io.wafleet.relay.chat.Contacts;
import io.wafleet.relay.message.MessageRows.Added;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Takes messages into the log, moves their chats up, remembers the names of their writers, and applies what was told of
 * them before they came.
 */
@Component
class NewMessages {

    private final MessageRows rows;
    private final MessageChanges changes;
    private final Chats chats;
    private final Contacts contacts;
    private final Clock clock;

    NewMessages(MessageRows rows, MessageChanges changes, Chats chats, Contacts contacts, Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.chats = chats;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** Says how many messages are new, by account. */
    Map<String, Long> add(List<Event> events) {
        Instant now = clock.instant();
        List<LoggedMessage> told = new ArrayList<>();
        List<LoggedMessage> recalled = new ArrayList<>();
        Map<String, List<ChatMessage>> received = new LinkedHashMap<>();
        for (Event event : events) {
            switch (event.data()) {
                case MessageReceived in -> {
                    told.add(LoggedMessage.received(event, in.message(), now));
                    received.computeIfAbsent(String.valueOf(event.accountId()), account -> new ArrayList<>())
                            .add(in.message());
                }
                case MessageSent out -> told.add(LoggedMessage.sent(event, out.message(), now));
                case MessagesSynced history ->
                    history.messages().stream()
                            .map(past -> LoggedMessage.past(event, past, now))
                            .filter(LoggedMessage::fits)
                            .forEach(recalled::add);
                default -> {}
            }
        }
        Map<String, Long> added = new HashMap<>();
        if (!told.isEmpty()) {
            finish(told, rows.tell(told), added);
        }
        if (!recalled.isEmpty()) {
            finish(recalled, rows.recall(recalled), added);
        }
        contacts.meet(received);
        return added;
    }

    private void finish(List<LoggedMessage> messages, Added put, Map<String, Long> added) {
        if (!put.news().isEmpty()) {
            chats.add(put.news());
        }
        changes.settle(messages);
        put.perAccount().forEach((account, count) -> added.merge(account, count, Long::sum));
    }

    /** Removes the messages of an account. */
    void forget(String account) {
        rows.forget(account);
    }
}
