package io.wafleet.gateway.key;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the first key comes from.
 *
 * @param value a key that is valid with every scope as long as it is configured; made at the first start if absent
 * @param home the directory that a made key is written to, as {@code api-key}
 */
@ConfigurationProperties("wafleet.gateway.key")
record KeySettings(
        @Nullable String value, @DefaultValue(".wafleet") Path home) {}
