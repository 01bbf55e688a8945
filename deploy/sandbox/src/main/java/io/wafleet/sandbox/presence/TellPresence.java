package io.wafleet.sandbox.presence;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.Conversations;
import io.wafleet.sandbox.message.Recipient;
import io.wafleet.sandbox.message.Recipients;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.presence.Presences.Online;
import io.wafleet.sandbox.wire.ToPage;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the pages of linked accounts, and the phones that ask, what the others are doing. */
@Component
public class TellPresence {

    private final Presences presences;
    private final Recipients recipients;
    private final Conversations conversations;
    private final Pages pages;
    private final Clock clock;

    TellPresence(Presences presences, Recipients recipients, Conversations conversations, Pages pages, Clock clock) {
        this.presences = presences;
        this.recipients = recipients;
        this.conversations = conversations;
        this.pages = pages;
        this.clock = clock;
    }

    /** Somebody does something in the chat with an account, or in a group that both are in. */
    public void does(PhoneNumber who, PhoneNumber account, @Nullable String group, ChatState state) {
        presences.does(who, group == null ? account.digits() : group, state);
        tellState(who, account, group, state);
    }

    /** A page does something in one of its chats. */
    public void doesOnPage(PhoneNumber account, String chat, ChatState state) {
        Optional<Recipient> recipient = recipients.find(account, chat);
        if (recipient.isPresent()) {
            String group = chat.endsWith("@g.us") ? chat : null;
            presences.does(account, recipient.get().id(), state);
            recipient.get().phones().stream()
                    .filter(phone -> !phone.equals(account))
                    .forEach(phone -> tellState(account, phone, group, state));
        }
    }

    private void tellState(PhoneNumber doer, PhoneNumber watcher, @Nullable String group, ChatState state) {
        String address = conversations.address(watcher, doer);
        tell(
                watcher,
                new ToPage.Presence(
                        group == null ? address : group,
                        state.word(),
                        group == null ? null : address,
                        seconds(clock.instant())));
    }

    /** Somebody comes or goes; those who have subscribed are told. */
    public void isOnline(PhoneNumber who, boolean available) {
        Online now = presences.isOnline(who, available);
        presences.subscribersOf(who).forEach(subscriber -> tell(subscriber, presence(subscriber, who, now)));
    }

    /** An account wants to hear of somebody, and hears at once what is known. */
    public void subscribe(PhoneNumber account, String wid) {
        recipients.find(account, wid).filter(found -> !wid.endsWith("@g.us")).ifPresent(found -> {
            PhoneNumber who = found.phones().getFirst();
            presences.subscribe(account, who);
            presences.online(who).ifPresent(online -> tell(account, presence(account, who, online)));
        });
    }

    private ToPage.Presence presence(PhoneNumber account, PhoneNumber who, Online online) {
        return new ToPage.Presence(
                conversations.address(account, who),
                online.available() ? "available" : "unavailable",
                null,
                seconds(online.since()));
    }

    private void tell(PhoneNumber account, ToPage.Presence presence) {
        pages.of(account).forEach(page -> page.send(presence));
    }

    /** What a phone, or a group, sees of an account. */
    public Seen seenBy(String phoneOrGroup, PhoneNumber account) {
        var doing = presences.doing(account, phoneOrGroup);
        return new Seen(
                presences.online(account).map(Online::available).orElse(null),
                doing.map(done -> done.state().toString()).orElse(null),
                doing.map(done -> seconds(done.at())).orElse(null));
    }

    private static long seconds(Instant time) {
        return time.getEpochSecond();
    }

    /**
     * What is seen of somebody.
     *
     * @param available whether they are online; null if they never said
     * @param state typing, recording or paused; null if they never were
     * @param stateAt when that was, in seconds
     */
    public record Seen(
            @Nullable Boolean available,
            @Nullable String state,
            @Nullable Long stateAt) {}
}
