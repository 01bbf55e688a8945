package io.wafleet.gateway.file;

import io.wafleet.common.blob.BlobStore;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the stores, for whoever asks for one by name. */
@Configuration(proxyBeanMethods = false)
public class BlobStores {

    /** The files of messages. */
    public static final String MESSAGES = "messageFiles";

    /** The files that came with sends. */
    public static final String UPLOADS = "uploadedFiles";

    @Bean(MESSAGES)
    BlobStore messageFiles(StoreSettings settings, DataSource database) {
        return BlobStore.open(settings.store(), "session", database, settings.directory());
    }

    @Bean(UPLOADS)
    BlobStore uploadedFiles(StoreSettings settings, DataSource database) {
        return BlobStore.open(settings.store(), "gateway", database, settings.directory());
    }
}
