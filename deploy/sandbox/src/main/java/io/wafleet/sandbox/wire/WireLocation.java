package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A place.
 *
 * @param loc its name, and in the next line its address
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireLocation(
        @Nullable Double lat,
        @Nullable Double lng,
        @Nullable String loc,
        @Nullable String clientUrl) {}
