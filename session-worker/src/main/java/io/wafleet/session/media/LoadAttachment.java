package io.wafleet.session.media;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.blob.BlobStore;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.egress.HttpUrl;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.session.Digests;
import io.wafleet.session.command.CommandFailure;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gets the file of a send from where the command says it is, and judges it by its bytes.
 *
 * <p>Failure policy: every fault of the file is a {@link CommandFailure} with its code; only Postgres being away is a
 * {@code DataAccessException}.
 */
@Component
public class LoadAttachment {

    private final FetchMedia fetch;
    private final JdbcClient jdbc;
    private final BlobStore uploads;
    private final MediaSettings settings;

    LoadAttachment(FetchMedia fetch, JdbcClient jdbc, @Qualifier("uploads") BlobStore uploads, MediaSettings settings) {
        this.fetch = fetch;
        this.jdbc = jdbc;
        this.uploads = uploads;
        this.settings = settings;
    }

    private record Raw(byte[] bytes, @Nullable String filename) {}

    private record Upload(String sha256, @Nullable String filename) {}

    /** The file of the command, which has one. */
    public Attachment load(AccountId account, SendMessage send) throws CommandFailure {
        Raw raw = raw(account, send);
        if (raw.bytes().length == 0) {
            throw invalid("The file is empty");
        }
        if (raw.bytes().length > settings.maxSize().toBytes()) {
            throw tooLarge();
        }
        String named = send.filename() == null ? raw.filename() : send.filename();
        String mimetype = FileSignature.typeOf(raw.bytes(), named)
                .filter(settings.allowedTypes()::contains)
                .orElseThrow(() -> new CommandFailure(
                        ErrorCode.MEDIA_TYPE, "The file is of a type that is not known or not allowed"));
        if (send.type() == MessageType.VOICE && !FileSignature.isVoice(raw.bytes())) {
            throw new CommandFailure(
                    ErrorCode.MEDIA_TYPE,
                    "A voice message has to be Opus in Ogg, or phones would not play it; convert it, or send it as audio");
        }
        return new Attachment(raw.bytes(), mimetype, FileName.clean(named));
    }

    /** What tells this file from another, without fetching it: the same content has the same mark where it is known. */
    public String markOf(AccountId account, SendMessage send) {
        if (send.mediaBase64() != null) {
            return "bytes:" + Digests.sha256(decodedOrRaw(send.mediaBase64()));
        }
        if (send.uploadId() != null) {
            return upload(account, send.uploadId())
                    .map(found -> "bytes:" + found.sha256())
                    .orElse("upload:" + send.uploadId());
        }
        return "url:" + send.mediaUrl();
    }

    private Raw raw(AccountId account, SendMessage send) throws CommandFailure {
        if (send.mediaUrl() != null) {
            String url = send.mediaUrl().strip();
            String problem = HttpUrl.problem("media_url", url);
            if (problem != null) {
                throw new CommandFailure(ErrorCode.MEDIA_URL_REJECTED, problem);
            }
            URI address = URI.create(url);
            return new Raw(fetch.fetch(address), nameIn(address));
        }
        if (send.mediaBase64() != null) {
            // 4 characters hold 3 bytes: what is far too large is not even decoded.
            if (send.mediaBase64().length() / 4 * 3 > settings.maxSize().toBytes() + 3) {
                throw tooLarge();
            }
            try {
                return new Raw(Base64.getDecoder().decode(withoutPrefix(send.mediaBase64())), null);
            } catch (IllegalArgumentException notBase64) {
                throw new CommandFailure(CommandError.invalid(
                        List.of(new FieldProblem("/media_base64", "'media_base64' is not base64"))));
            }
        }
        return upload(account, String.valueOf(send.uploadId()))
                .flatMap(kept -> uploads.read(kept.sha256()).map(bytes -> new Raw(bytes, kept.filename())))
                .orElseThrow(() -> invalid("The uploaded file is not there any more; upload it again"));
    }

    private Optional<Upload> upload(AccountId account, String id) {
        try {
            return jdbc.sql("select sha256, filename from gateway.upload_view where id = ? and account_id = ?")
                    .params(id, account.value())
                    .query((row, number) -> new Upload(row.getString(1), row.getString(2)))
                    .optional();
        } catch (BadSqlGrammarException noGatewayYet) {
            return Optional.empty();
        }
    }

    private CommandFailure tooLarge() {
        return new CommandFailure(
                ErrorCode.MEDIA_TOO_LARGE,
                "The file is larger than " + settings.maxSize().toMegabytes() + " MB");
    }

    private static CommandFailure invalid(String message) {
        return new CommandFailure(ErrorCode.INVALID_REQUEST, message);
    }

    private static byte[] decodedOrRaw(String base64) {
        try {
            return Base64.getDecoder().decode(withoutPrefix(base64));
        } catch (IllegalArgumentException notBase64) {
            return base64.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** Accepts {@code data:image/png;base64,…} as well, which many callers have at hand. */
    private static String withoutPrefix(String base64) {
        int comma = base64.startsWith("data:") ? base64.indexOf(',') : -1;
        return base64.substring(comma + 1).strip();
    }

    /** The last part of the path; no Path, which on some systems takes no name that is not ASCII. */
    static @Nullable String nameIn(URI address) {
        String path = address.getPath();
        String name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? null : name;
    }
}
