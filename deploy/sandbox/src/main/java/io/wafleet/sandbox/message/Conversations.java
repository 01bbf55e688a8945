package io.wafleet.sandbox.message;

import io.wafleet.sandbox.SandboxSettings;
import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.wire.ToPage;
import io.wafleet.sandbox.wire.WireMessage;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an account knows, in the words of its page. */
@Component
public class Conversations {

    private final Messages messages;
    private final Groups groups;
    private final PhoneBook phones;
    private final SandboxSettings settings;

    Conversations(Messages messages, Groups groups, PhoneBook phones, SandboxSettings settings) {
        this.messages = messages;
        this.groups = groups;
        this.phones = phones;
        this.settings = settings;
    }

    List<ToPage.Contact> contacts(PhoneNumber account) {
        return phones.contactsOf(account).stream()
                .map(phone ->
                        new ToPage.Contact(phone.number().wid(), phone.number().lid(), phone.name()))
                .toList();
    }

    List<ToPage.Group> groups(PhoneNumber account) {
        return groups.of(account).stream().map(this::group).toList();
    }

    /** A group as its members' pages know it. */
    public ToPage.Group group(Groups.Group group) {
        List<String> members = group.members().stream().map(this::address).toList();
        return new ToPage.Group(group.id(), group.subject(), address(group.owner()), members);
    }

    List<ToPage.Message> history(Link device) {
        return messages.history(device).stream()
                .map(message -> new ToPage.Message(message.chat(), withAck(message), null))
                .toList();
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

    /** The id under which pages know a number. */
    String address(PhoneNumber number) {
        return settings.lidMode() ? number.lid() : number.wid();
    }
}
