package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The file of a message: where its encrypted bytes are, how to open them, and what must come out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireMedia(
        @Nullable String mimetype,
        @Nullable String filename,
        @Nullable Long size,
        @Nullable String filehash,
        @Nullable String encFilehash,
        @Nullable String directPath,
        @Nullable String mediaKey,
        @Nullable Long mediaKeyTimestamp,
        @Nullable String duration,
        @Nullable Integer width,
        @Nullable Integer height) {}
