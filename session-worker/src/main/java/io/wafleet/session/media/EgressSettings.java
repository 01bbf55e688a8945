package io.wafleet.session.media;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where strangers may make this process connect to.
 *
 * @param trustedNetworks private networks that are allowed besides all public addresses, as CIDR blocks
 */
@ConfigurationProperties("wafleet.egress")
public record EgressSettings(@DefaultValue List<String> trustedNetworks) {}
