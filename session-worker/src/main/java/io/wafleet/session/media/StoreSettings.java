package io.wafleet.session.media;

import io.wafleet.common.blob.BlobStore;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the bytes of files are kept; gateways and workers have the same.
 *
 * @param directory for the store {@code file}: the same disk, or a volume that they share
 */
@ConfigurationProperties("wafleet.media")
record StoreSettings(
        @DefaultValue("postgres") BlobStore.Kind store,
        @DefaultValue(".wafleet/media") Path directory) {}
