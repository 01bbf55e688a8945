package io.wafleet.gateway.message;

import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;

/** A send that came as a form: the file in the part {@code file}, the rest in fields named as in JSON. */
record SendForm(
        SendRequest request,
        byte @Nullable [] file,
        @Nullable String mimetype,
        @Nullable String filename) {

    /** Waits for the whole form; to be called from a thread that may. */
    static SendForm read(ServerWebExchange exchange, long mostBytes) {
        MultiValueMap<String, Part> parts = exchange.getMultipartData().block();
        if (parts == null) {
            throw ApiException.invalid(new FieldProblem("/file", "The form is empty"));
        }
        FilePart file = parts.getFirst("file") instanceof FilePart part ? part : null;
        String mimetype = or(field(parts, "mimetype"), file == null ? null : contentType(file));
        String filename = or(field(parts, "filename"), file == null ? null : file.filename());
        SendRequest request = new SendRequest(
                field(parts, "to"),
                field(parts, "message"),
                field(parts, "media_url"),
                file == null ? null : "",
                mimetype,
                filename,
                field(parts, "caption"),
                type(field(parts, "type")),
                field(parts, "location"),
                field(parts, "contact"),
                field(parts, "poll"),
                field(parts, "reply_to"),
                null,
                field(parts, "client_message_id"),
                null);
        return new SendForm(request, file == null ? null : bytes(file, mostBytes), mimetype, filename);
    }

    private static byte @Nullable [] bytes(FilePart file, long mostBytes) {
        DataBuffer content = DataBufferUtils.join(file.content(), (int) Math.min(Integer.MAX_VALUE, mostBytes + 1_024))
                .block();
        if (content == null) {
            return null;
        }
        try {
            byte[] bytes = new byte[content.readableByteCount()];
            content.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(content);
        }
    }

    private static @Nullable String field(MultiValueMap<String, Part> parts, String name) {
        return parts.getFirst(name) instanceof FormFieldPart field ? field.value() : null;
    }

    private static @Nullable String contentType(FilePart file) {
        MediaType type = file.headers().getContentType();
        return type == null ? null : type.toString();
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    private static @Nullable MessageType type(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(MessageType.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(new FieldProblem("/type", "'type' is not a kind of message")));
    }
}
