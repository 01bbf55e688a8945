package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.SandboxSettings;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.media.MediaException;
import io.wafleet.sandbox.media.MediaStore;
import io.wafleet.sandbox.message.Draft;
import io.wafleet.sandbox.message.Messages;
import io.wafleet.sandbox.wire.WireMedia;
import io.wafleet.sandbox.wire.WireQuote;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a message of what a phone was asked to send: checks it, encrypts its file, finds what it answers. */
@Component
class ReadDraft {

    private static final int LONGEST_TEXT = 65_536;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<String, String> USUAL_MIMETYPES = Map.of(
            "image", "image/jpeg",
            "audio", "audio/mpeg",
            "ptt", "audio/ogg; codecs=opus",
            "video", "video/mp4",
            "document", "application/octet-stream",
            "sticker", "image/webp");

    private final MediaStore media;
    private final Messages messages;
    private final SandboxSettings settings;
    private final Clock clock;

    ReadDraft(MediaStore media, Messages messages, SandboxSettings settings, Clock clock) {
        this.media = media;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    Draft read(PhoneNumber account, SendRequest request) {
        String type = request.type() == null ? "chat" : request.type();
        WireQuote quote = quote(account, request.quoted());
        if (type.equals("chat")) {
            String body = Wanted.text(request.body(), "body");
            if (body.length() > LONGEST_TEXT) {
                throw PhoneError.invalid("\"body\" is longer than " + LONGEST_TEXT + " characters");
            }
            return new Draft(newId(), type, now(), body, null, null, quote);
        }
        if (!USUAL_MIMETYPES.containsKey(type)) {
            throw PhoneError.invalid("\"type\" is not one of chat image audio ptt video document sticker");
        }
        return new Draft(newId(), type, now(), null, request.caption(), file(type, request), quote);
    }

    private WireMedia file(String type, SendRequest request) {
        byte[] bytes = bytes(Wanted.text(request.data(), "data"));
        if (bytes.length > settings.maxMedia().toBytes()) {
            throw PhoneError.tooLarge("The file is larger than " + settings.maxMedia());
        }
        String mimetype = request.mimetype() == null ? USUAL_MIMETYPES.get(type) : request.mimetype();
        try {
            return media.put(bytes, type, mimetype, request.filename());
        } catch (MediaException e) {
            throw new IllegalStateException("The sandbox could not keep a file of its own", e);
        }
    }

    private static byte[] bytes(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == 0) {
                throw PhoneError.invalid("\"data\" is empty");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw PhoneError.invalid("\"data\" is not base64");
        }
    }

    private @Nullable WireQuote quote(PhoneNumber account, @Nullable String quoted) {
        if (quoted == null) {
            return null;
        }
        String id = quoted.contains("_") ? quoted.split("_", 4)[2] : quoted;
        var message = messages.byId(account, id)
                .orElseThrow(() -> PhoneError.invalid("\"quoted\" is not the id of a message of this account"));
        String shown = message.wire().body() == null
                ? message.wire().caption()
                : message.wire().body();
        return new WireQuote(
                id, message.sender().wid(), new WireQuote.Excerpt(message.wire().type(), shown));
    }

    private static String newId() {
        byte[] random = new byte[9];
        RANDOM.nextBytes(random);
        return "3A" + HexFormat.of().withUpperCase().formatHex(random);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
