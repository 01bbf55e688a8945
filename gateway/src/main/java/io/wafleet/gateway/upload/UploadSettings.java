package io.wafleet.gateway.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be uploaded.
 *
 * @param maxSize of one file
 * @param keep how long a file is kept for the worker
 */
@ConfigurationProperties("wafleet.gateway.upload")
public record UploadSettings(
        @DefaultValue("10MB") DataSize maxSize,
        @DefaultValue("24h") Duration keep) {

    private static final long BESIDES_THE_FILE = 512 * 1024;

    /** Bytes of a request with the largest file in base64 and a text. */
    public long largestBody() {
        return maxSize.toBytes() * 4 / 3 + BESIDES_THE_FILE;
    }
}
