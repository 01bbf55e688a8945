package io.wafleet.session.media;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which files are sent, fetched and kept.
 *
 * @param maxSize of a file to send
 * @param inboundMaxSize of a file that came in; twice as much is held in memory, of at most a quarter of the heap in all
 * @param allowedTypes media types that may be sent, as told from the bytes
 * @param fetchDeadline for the whole of fetching a {@code media_url}
 * @param downloadDeadline for fetching the bytes of an inbound message, each attempt
 * @param downloadAttempts over restarts too; then the file has failed
 * @param retention how long files are kept
 */
@Validated
@ConfigurationProperties("wafleet.session.media")
public record MediaSettings(
        @DefaultValue("10MB") DataSize maxSize,
        @DefaultValue("32MB") DataSize inboundMaxSize,

        @DefaultValue({
            "image/jpeg",
            "image/png",
            "image/webp",
            "image/gif",
            "video/mp4",
            "video/3gpp",
            "audio/ogg",
            "audio/mpeg",
            "audio/aac",
            "audio/mp4",
            "audio/amr",
            "audio/wav",
            "application/pdf",
            "application/zip",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.presentation",
            "text/plain",
            "text/csv"
        })
        Set<String> allowedTypes,

        @DefaultValue("30s") Duration fetchDeadline,
        @DefaultValue("60s") Duration downloadDeadline,
        @DefaultValue("3") @Min(1) int downloadAttempts,
        @DefaultValue("30d") Duration retention) {}
