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
        @DefaultValue("24h") Duration keep) {}
