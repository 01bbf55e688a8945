package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.knob.KnobStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds out who is behind an id. Every number is on WhatsApp, but for those that a knob names. */
@Component
public class Recipients {

    private final PhoneBook phones;
    private final Groups groups;
    private final KnobStore knobs;

    Recipients(PhoneBook phones, Groups groups, KnobStore knobs) {
        this.phones = phones;
        this.groups = groups;
        this.knobs = knobs;
    }

    public Optional<Recipient> find(PhoneNumber account, String id) {
        if (id.endsWith("@g.us")) {
            return groups.find(id).map(group -> new Recipient(group.id(), group.members()));
        }
        return person(account, id).map(number -> new Recipient(number.digits(), List.of(number)));
    }

    /** The number behind a wid or a LID, if it is on WhatsApp as far as the account can see. */
    public Optional<PhoneNumber> person(PhoneNumber account, String wid) {
        Set<String> missing = knobs.of(account).missingNumbers();
        Optional<PhoneNumber> number = phones.resolve(wid).filter(known -> !missing.contains(known.digits()));
        number.ifPresent(known -> phones.remember(known, null));
        return number;
    }
}
