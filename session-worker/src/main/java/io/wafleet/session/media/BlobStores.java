package io.wafleet.session.media;

import io.wafleet.common.blob.BlobStore;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The worker's own files, and those that the gateway keeps for it. */
@Configuration(proxyBeanMethods = false)
class BlobStores {

    @Bean
    @Primary
    BlobStore files(StoreSettings settings, DataSource database) {
        return open(settings, "session", database);
    }

    /** Belongs to the gateway, and is only read. */
    @Bean
    BlobStore uploads(StoreSettings settings, DataSource database) {
        return open(settings, "gateway", database);
    }

    private static BlobStore open(StoreSettings settings, String owner, DataSource database) {
        return new ToldAsSpringDoes(BlobStore.open(settings.store(), owner, database, settings.directory()));
    }
}
