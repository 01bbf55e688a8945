package io.wafleet.session.media;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import java.util.Locale;

/** Names the file of a message; the same each time it is told. */
public final class MediaIds {

    private MediaIds() {}

    public static String of(AccountId account, String messageId) {
        return "med_" + EventIds.of(account, EventType.MEDIA_READY, messageId).toLowerCase(Locale.ROOT);
    }
}
