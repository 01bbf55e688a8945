package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.SandboxSettings;
import io.wafleet.sandbox.media.MediaException;
import io.wafleet.sandbox.media.MediaStore;
import io.wafleet.sandbox.wire.WireMedia;
import java.util.Base64;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes the file that a phone sends, and encrypts it as a phone would. */
@Component
class ReadFile {

    private static final Map<String, String> USUAL_MIMETYPES = Map.of(
            "image", "image/jpeg",
            "audio", "audio/mpeg",
            "ptt", "audio/ogg; codecs=opus",
            "video", "video/mp4",
            "document", "application/octet-stream",
            "sticker", "image/webp");

    private final MediaStore media;
    private final SandboxSettings settings;

    ReadFile(MediaStore media, SandboxSettings settings) {
        this.media = media;
        this.settings = settings;
    }

    WireMedia read(String type, SendRequest request) {
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
}
