package io.wafleet.sandbox.message;

import io.wafleet.sandbox.SandboxSettings;
import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out who is behind an id. Every number is on WhatsApp, but for those that the settings name. */
@Component
public class Recipients {

    private final PhoneBook phones;
    private final Groups groups;
    private final SandboxSettings settings;

    Recipients(PhoneBook phones, Groups groups, SandboxSettings settings) {
        this.phones = phones;
        this.groups = groups;
        this.settings = settings;
    }

    public Optional<Recipient> find(String id) {
        if (id.endsWith("@g.us")) {
            return groups.find(id).map(group -> new Recipient(group.id(), group.members()));
        }
        return person(id).map(number -> new Recipient(number.digits(), List.of(number)));
    }

    /** The number behind a wid or a LID, if it is on WhatsApp. */
    public Optional<PhoneNumber> person(String wid) {
        Optional<PhoneNumber> number =
                phones.resolve(wid).filter(known -> !settings.missingNumbers().contains(known.digits()));
        number.ifPresent(known -> phones.remember(known, null));
        return number;
    }
}
