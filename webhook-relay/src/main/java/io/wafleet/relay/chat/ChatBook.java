package io.wafleet.relay.chat;

import io.wafleet.common.event.ChatSeen;
import io.wafleet.common.event.ChatsSynced;
import io.wafleet.common.event.ContactsSynced;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.GroupUpdated;
import io.wafleet.common.event.GroupsSynced;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes down what events tell of chats, contacts and groups, inside the transaction of its caller. */
@Component
public final class ChatBook {

    private final Chats chats;
    private final Contacts contacts;
    private final Groups groups;

    ChatBook(Chats chats, Contacts contacts, Groups groups) {
        this.chats = chats;
        this.contacts = contacts;
        this.groups = groups;
    }

    /** Whether the event counts what is unread: it is to be applied after the messages told before it. */
    public static boolean counts(EventData data) {
        return data instanceof ChatSeen || data instanceof ChatsSynced;
    }

    public void apply(String account, EventData data) {
        switch (data) {
            case ChatSeen seen -> chats.seen(account, seen);
            case ChatsSynced synced -> chats.sync(account, synced.chats());
            case ContactsSynced synced -> contacts.sync(account, synced.contacts());
            case GroupsSynced synced -> groups.sync(account, synced.groups());
            case GroupUpdated updated -> groups.sync(account, List.of(updated.group()));
            default -> {}
        }
    }

    /** Removes all of an account. */
    public void forget(String account) {
        chats.forget(account);
        contacts.forget(account);
        groups.forget(account);
    }
}
