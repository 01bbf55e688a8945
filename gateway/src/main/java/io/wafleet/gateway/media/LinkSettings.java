package io.wafleet.gateway.media;

import io.wafleet.common.media.SignedLinks;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which signatures of addresses are accepted; the relay signs with the first key of the same list.
 *
 * @param keys of 32 characters at least; without any, files are given for an API key only
 */
@ConfigurationProperties("wafleet.media")
record LinkSettings(@DefaultValue List<String> keys) {

    SignedLinks links() {
        return new SignedLinks(keys);
    }
}
