package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.media.MediaException;
import io.wafleet.sandbox.media.MediaStore;
import io.wafleet.sandbox.message.Messages;
import io.wafleet.sandbox.message.StoredMessage;
import io.wafleet.sandbox.wire.WireMedia;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The plain bytes of a message's file, as the phone that got it would open it. */
@RestController
class MediaDownloadController {

    private final Messages messages;
    private final MediaStore media;

    MediaDownloadController(Messages messages, MediaStore media) {
        this.messages = messages;
        this.media = media;
    }

    @GetMapping("/phone/media/{id}")
    ResponseEntity<byte[]> media(@PathVariable String id) {
        StoredMessage message =
                messages.byId(id).orElseThrow(() -> PhoneError.notFound("There is no message with this id"));
        WireMedia file = message.wire().content().media();
        if (file == null || file.directPath() == null) {
            throw PhoneError.notFound("This message has no file");
        }
        // A file from outside never runs in the sandbox's own origin: it is shown as what it is, or downloaded.
        return ResponseEntity.ok()
                .contentType(mediaType(file))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().build().toString())
                .body(bytes(file, message.wire().type()));
    }

    private byte[] bytes(WireMedia file, String type) {
        try {
            return media.open(file, type);
        } catch (MediaException e) {
            throw PhoneError.notFound("The file of this message is gone");
        }
    }

    private static MediaType mediaType(WireMedia file) {
        try {
            return MediaType.parseMediaType(String.valueOf(file.mimetype()));
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }
}
