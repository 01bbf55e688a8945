package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.message.StoredMessage;
import io.wafleet.sandbox.wire.WireMedia;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A message as a phone shows it.
 *
 * @param ack 1 sent, 2 delivered, 3 read
 * @param sends how often the account's page sent this id; more than once is a repeated send
 */
record PhoneMessage(
        String id,
        String account,
        String from,
        String to,
        boolean isGroup,
        String type,
        @Nullable String body,
        @Nullable String caption,
        @Nullable String mimetype,
        @Nullable String filename,
        @Nullable Long size,
        @Nullable String sha256,
        @Nullable String quoted,
        long timestamp,
        int ack,
        int sends) {

    private static final WireMedia NO_FILE =
            new WireMedia(null, null, null, null, null, null, null, null, null, null, null);

    static PhoneMessage of(StoredMessage message) {
        var wire = message.wire();
        WireMedia media = wire.media();
        WireMedia file = media == null || media.directPath() == null ? NO_FILE : media;
        return new PhoneMessage(
                wire.bareId(),
                message.account().digits(),
                message.sender().digits(),
                message.recipient(),
                message.recipient().endsWith("@g.us"),
                wire.type(),
                file.directPath() == null ? wire.body() : null,
                wire.caption(),
                file.mimetype(),
                file.filename(),
                file.size(),
                hex(file.filehash()),
                wire.quote() == null ? null : wire.quote().stanzaId(),
                wire.t(),
                message.ack(),
                message.sends());
    }

    private static @Nullable String hex(@Nullable String base64) {
        return base64 == null
                ? null
                : HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }
}
