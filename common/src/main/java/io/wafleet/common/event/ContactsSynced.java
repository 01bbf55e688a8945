package io.wafleet.common.event;

import io.wafleet.common.chat.Contact;
import java.util.List;

/**
 * Contacts as they are now.
 */
public record ContactsSynced(List<Contact> contacts) implements EventData {

    public ContactsSynced {
        contacts = contacts == null ? List.of() : List.copyOf(contacts);
    }
}
