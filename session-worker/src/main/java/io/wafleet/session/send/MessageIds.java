package io.wafleet.session.send;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Derives the id of a message from the command that sends it, in the form WhatsApp Web gives its own. */
public final class MessageIds {

    private MessageIds() {}

    public static String of(AccountId account, String commandId) {
        String digest =
                Digests.sha256(("wafleet-message\n" + account + "\n" + commandId).getBytes(StandardCharsets.UTF_8));
        return "3EB0" + digest.substring(0, 18).toUpperCase(Locale.ROOT);
    }
}
