package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Messages with everything that was added to them. */
@Component
public class CurrentMessages {

    private final Messages messages;

    CurrentMessages(Messages messages) {
        this.messages = messages;
    }

    /** What the phone of a number has received, oldest first, from one account or from all. */
    public List<CurrentMessage> receivedBy(PhoneNumber phone, @Nullable PhoneNumber account) {
        Map<PhoneNumber, Map<String, List<StoredMessage>>> additions = new HashMap<>();
        return messages.receivedBy(phone, account).stream()
                .map(message -> current(message, additions.computeIfAbsent(message.account(), messages::additions)))
                .toList();
    }

    /** Both sides of what an account and a phone, or a group, have written, oldest first. */
    public List<CurrentMessage> conversation(PhoneNumber account, String with) {
        var additions = messages.additions(account);
        return messages.conversation(account, with).stream()
                .map(message -> current(message, additions))
                .toList();
    }

    /** The newest of them. */
    public Optional<CurrentMessage> last(PhoneNumber account, String with) {
        return messages.last(account, with).map(message -> current(message, messages.additions(account)));
    }

    /** What a device has had already, as it had it last: what it has yet to hear of is not in it. */
    List<CurrentMessage> history(Link device) {
        var additions = messages.additions(device);
        return messages.history(device).stream()
                .map(message -> current(message, additions))
                .toList();
    }

    private static CurrentMessage current(StoredMessage message, Map<String, List<StoredMessage>> additions) {
        return CurrentMessage.of(message, additions.getOrDefault(message.wire().bareId(), List.of()));
    }
}
