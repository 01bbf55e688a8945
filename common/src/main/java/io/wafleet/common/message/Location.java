package io.wafleet.common.message;

import org.jspecify.annotations.Nullable;

/**
 * A place on the map.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 */
public record Location(
        double latitude,
        double longitude,
        @Nullable String name,
        @Nullable String address) {}
