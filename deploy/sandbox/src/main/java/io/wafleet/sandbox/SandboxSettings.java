package io.wafleet.sandbox;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the sandbox lives, under {@code wafleet.sandbox}. How it behaves are the knobs.
 *
 * @param data where links, messages, media and the certificate are kept
 * @param tlsPort the second port, for clients that insist on https; 0 or less turns it off
 * @param maxMedia the largest file that can be carried
 */
@Validated
@ConfigurationProperties("wafleet.sandbox")
public record SandboxSettings(
        @NotNull Path data, int tlsPort, @NotNull DataSize maxMedia) {}
