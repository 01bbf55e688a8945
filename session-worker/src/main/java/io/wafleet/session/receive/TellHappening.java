package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.CallReceived;
import io.wafleet.common.event.ChatSeen;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.GroupUpdated;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.event.PollVote;

/** Tells what happened to messages, chats and groups that are there; each fact under an id that is the same each time. */
final class TellHappening {

    private TellHappening() {}

    static void of(LivePage page, EventData happening) throws InterruptedException {
        AccountId account = page.account();
        switch (happening) {
            case MessageEdited edit -> page.tell(Fact.of(account, edit));
            case MessageRevoked revocation -> page.tell(Fact.of(account, revocation));
            case MessageReaction reaction -> page.tell(Fact.of(account, reaction));
            case ChatSeen seen -> page.tell(Fact.of(account, seen));
            case PollVote vote ->
                page.events()
                        .tell(id(account, vote, vote.messageId(), vote.from(), vote.timestamp(), vote.options()), vote);
            case GroupUpdated group ->
                page.events()
                        .tell(
                                id(
                                        account,
                                        group,
                                        group.group().id(),
                                        group.change(),
                                        group.members(),
                                        group.timestamp()),
                                group);
            case CallReceived call -> page.events().tell(id(account, call, call.id()), call);
            default -> page.events().tell(happening); // a presence
        }
    }

    private static String id(AccountId account, EventData happening, Object... fact) {
        return EventIds.of(account, EventType.of(happening), java.util.Arrays.toString(fact));
    }
}
