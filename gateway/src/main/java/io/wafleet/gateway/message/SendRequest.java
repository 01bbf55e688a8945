package io.wafleet.gateway.message;

import io.wafleet.common.command.SendMessage;
import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.Poll;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.upload.Base64File;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a send. */
record SendRequest(
        @Nullable String to,
        @Nullable String message,
        @Nullable String mediaUrl,
        @Nullable Base64File mediaBase64,
        @Nullable String mimetype,
        @Nullable String filename,
        @Nullable String caption,
        @Nullable MessageType type,
        @Nullable Location location,
        @Nullable ContactCard contact,
        @Nullable Poll poll,
        @Nullable String replyTo,
        @Nullable List<String> mentions,
        @Nullable String clientMessageId,
        @Nullable Map<String, Object> metadata) {

    /** @throws ApiException INVALID_REQUEST for what is wrong with anything but the file */
    void check() {
        // Any id will do for judging the form: the file is kept only if the rest is in order.
        List<FieldProblem> problems =
                command(mediaBase64 == null ? null : "upl").problems();
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
                metadata == null ? Map.of() : metadata,
                location,
                contact,
                poll,
                mentions == null ? List.of() : mentions);
    }
}
