package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.Groups;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people and groups are called. */
@Component
class Names {

    private final PhoneBook phones;
    private final Groups groups;

    Names(PhoneBook phones, Groups groups) {
        this.phones = phones;
        this.groups = groups;
    }

    @Nullable
    String of(String chat) {
        return chat.endsWith("@g.us")
                ? groups.find(chat).map(Groups.Group::subject).orElse(null)
                : phones.find(new PhoneNumber(chat)).map(PhoneBook.Phone::name).orElse(null);
    }
}
