package io.wafleet.relay;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where deliveries may go.
 *
 * @param trustedNetworks private networks in CIDR form that endpoints may be in; none by default
 */
@ConfigurationProperties("wafleet.egress")
record EgressSettings(@DefaultValue List<String> trustedNetworks) {}
