package io.wafleet.gateway.message;

import io.wafleet.common.command.SendMessage;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.upload.Base64File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a send. What is not supported yet is refused rather than left out of the message. */
record SendRequest(
        @Nullable String to,
        @Nullable String message,
        @Nullable String mediaUrl,
        @Nullable Base64File mediaBase64,
        @Nullable String mimetype,
        @Nullable String filename,
        @Nullable String caption,
        @Nullable MessageType type,
        @Nullable Object location,
        @Nullable Object contact,
        @Nullable Object poll,
        @Nullable String replyTo,
        @Nullable List<String> mentions,
        @Nullable String clientMessageId,
        @Nullable Map<String, Object> metadata) {

    /** @throws ApiException INVALID_REQUEST for what is wrong with anything but the file */
    void check() {
        List<FieldProblem> problems = new ArrayList<>();
        refuse(problems, "location", location != null);
        refuse(problems, "contact", contact != null);
        refuse(problems, "poll", poll != null);
        refuse(problems, "mentions", mentions != null && !mentions.isEmpty());
        // Any id will do for judging the form: the file is kept only if the rest is in order.
        problems.addAll(command(mediaBase64 == null ? null : "upl").problems());
        if (!problems.isEmpty()) {
            throw new ApiException(CommandError.invalid(problems));
        }
    }

    SendMessage command(@Nullable String uploadId) {
        return new SendMessage(
                to,
                message,
                mediaUrl,
                null,
                uploadId,
                mimetype,
                filename,
                caption,
                type,
                replyTo,
                clientMessageId,
                metadata == null ? Map.of() : metadata);
    }

    private static void refuse(List<FieldProblem> problems, String field, boolean given) {
        if (given) {
            problems.add(new FieldProblem("/" + field, "'" + field + "' is not supported yet"));
        }
    }
}
