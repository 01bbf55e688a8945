package io.wafleet.gateway.media;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files are named to clients.
 *
 * @param publicUrl where clients reach this gateway
 */
@ConfigurationProperties("wafleet.gateway.media")
record MediaSettings(@DefaultValue("http://127.0.0.1:8080") URI publicUrl) {}
