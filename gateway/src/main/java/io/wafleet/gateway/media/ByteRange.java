package io.wafleet.gateway.media;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/**
 * The part of a file that is asked for.
 *
 * @param isPart false for the whole file
 */
record ByteRange(long from, long length, boolean isPart) {

    /**
     * As the headers ask for it: the whole for what cannot be understood, for several parts at once, and for a part of
     * another version; empty for a part that there is not.
     */
    static Optional<ByteRange> of(HttpHeaders asked, String etag, long size) {
        ByteRange whole = new ByteRange(0, size, false);
        String version = asked.getFirst(HttpHeaders.IF_RANGE);
        List<HttpRange> ranges = version == null || version.equals(etag) ? ranges(asked) : List.of();
        if (ranges.size() != 1) {
            return Optional.of(whole);
        }
        long from = ranges.getFirst().getRangeStart(size);
        long last = ranges.getFirst().getRangeEnd(size);
        return from >= size || last < from ? Optional.empty() : Optional.of(new ByteRange(from, last - from + 1, true));
    }

    /** The value of Content-Range. */
    String of(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }

    private static List<HttpRange> ranges(HttpHeaders asked) {
        try {
            return asked.getRange();
        } catch (IllegalArgumentException notUnderstood) {
            return List.of();
        }
    }
}
