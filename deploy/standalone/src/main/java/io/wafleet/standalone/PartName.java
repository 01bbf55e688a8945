package io.wafleet.standalone;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of the fleet, in the order in which they are started. */
enum PartName {
    KAFKA,
    POSTGRES,
    SANDBOX,
    WORKER,
    RELAY,
    GATEWAY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String list() {
        return Arrays.stream(values()).map(PartName::word).collect(Collectors.joining(", "));
    }
}
