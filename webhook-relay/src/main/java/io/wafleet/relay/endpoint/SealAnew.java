package io.wafleet.relay.endpoint;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals, before anything else is done, what is still sealed with an old key with the current one, so that the old key can
 * go.
 *
 * <p>Failure policy: the relay does not start while there is a secret that it could not sign with, because it would use up
 * the retries of every delivery to that endpoint; nor while Postgres is away.
 */
@Component
class SealAnew implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(SealAnew.class);

    private final Endpoints endpoints;
    private final WebhookKeys keys;
    private final TransactionTemplate transaction;

    SealAnew(Endpoints endpoints, WebhookKeys keys, TransactionTemplate transaction) {
        this.endpoints = endpoints;
        this.keys = keys;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            List<Endpoint> old = endpoints.sealedWithOtherThan(keys.current());
            for (Endpoint endpoint : old) {
                endpoints.replace(endpoint.key(), sealedAnew(endpoint));
            }
            if (!old.isEmpty()) {
                log.atInfo().addKeyValue("endpoints", old.size()).log("secrets.sealed_anew");
            }
        });
    }

    private Secrets sealedAnew(Endpoint endpoint) {
        try {
            return endpoint.secrets().sealedAnew(keys);
        } catch (Unreadable unreadable) {
            throw new IllegalStateException(
                    "The relay cannot sign for an endpoint: " + unreadable.getMessage()
                            + ". Give it the key as WAFLEET_WEBHOOK_KEY or among WAFLEET_WEBHOOK_OLD_KEYS; if the key is"
                            + " lost, remove the endpoint: delete from relay.endpoint where key = " + endpoint.key(),
                    unreadable);
        }
    }
}
