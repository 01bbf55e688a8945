package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.knob.KnobStore;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.wire.ToPage;
import io.wafleet.sandbox.wire.WireMessage;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an account knows, in the words of its page. */
@Component
public class Conversations {

    private final CurrentMessages messages;
    private final Groups groups;
    private final PhoneBook phones;
    private final KnobStore knobs;

    Conversations(CurrentMessages messages, Groups groups, PhoneBook phones, KnobStore knobs) {
        this.messages = messages;
        this.groups = groups;
        this.phones = phones;
        this.knobs = knobs;
    }

    /** Everything that a device should know, as far as it has heard of it. */
    ToPage.Sync of(Link device) {
        List<CurrentMessage> history = messages.history(device);
        return new ToPage.Sync(
                contacts(device.number()),
                groups.of(device.number()).stream()
                        .map(group -> group(device.number(), group))
                        .toList(),
                history.stream()
                        .map(message -> new ToPage.Message(message.message().chat(), message.wire(), null))
                        .toList(),
                history.stream()
                        .flatMap(message -> message.standing().stream())
                        .map(addition -> new ToPage.Message(addition.chat(), addition.wire(), null))
                        .toList(),
                knobs.of(device.number()).syncDelayMs());
    }

    private List<ToPage.Contact> contacts(PhoneNumber account) {
        return phones.contactsOf(account).stream()
                .map(phone ->
                        new ToPage.Contact(phone.number().wid(), phone.number().lid(), phone.name()))
                .toList();
    }

    /** A group as its members' pages know it. */
    public ToPage.Group group(PhoneNumber account, Groups.Group group) {
        List<ToPage.Participant> members = group.members().stream()
                .map(member -> new ToPage.Participant(
                        address(account, member), group.admins().contains(member)))
                .toList();
        return new ToPage.Group(group.id(), group.subject(), address(account, group.owner()), members);
    }

    /** A message that the page has not had. */
    ToPage.Message fresh(StoredMessage message) {
        PhoneNumber sender = message.sender();
        String name = phones.find(sender).map(PhoneBook.Phone::name).orElse(null);
        return new ToPage.Message(
                message.chat(), withAck(message), new ToPage.Contact(sender.wid(), sender.lid(), name));
    }

    private static WireMessage withAck(StoredMessage message) {
        return message.wire().withTimeAndAck(message.wire().t(), message.ack());
    }

    /** The id under which the account's pages know a number. */
    public String address(PhoneNumber account, PhoneNumber number) {
        return knobs.of(account).lidMode() ? number.lid() : number.wid();
    }

    /** The same for somebody who is known by an id of either form; an unknown one stays as it is. */
    String address(PhoneNumber account, String wid) {
        return phones.resolve(wid).map(number -> address(account, number)).orElse(wid);
    }
}
