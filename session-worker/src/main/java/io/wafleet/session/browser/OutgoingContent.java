package io.wafleet.session.browser;

import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.Poll;
import org.jspecify.annotations.Nullable;

/** What a message to be sent holds. */
public sealed interface OutgoingContent {

    record Text(String text) implements OutgoingContent {}

    record File(OutgoingMedia media, @Nullable String caption) implements OutgoingContent {}

    record Place(Location location) implements OutgoingContent {}

    record Card(ContactCard contact) implements OutgoingContent {}

    record Question(Poll poll) implements OutgoingContent {}

    /** What another message holds, marked as forwarded. */
    record Copy(MessageRef original) implements OutgoingContent {}
}
