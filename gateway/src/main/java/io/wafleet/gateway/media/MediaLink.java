package io.wafleet.gateway.media;

import org.springframework.stereotype.Component;

/** The address under which a file can be fetched. */
@Component
public class MediaLink {

    private final String base;

    MediaLink(MediaSettings settings) {
        this.base = settings.publicUrl().toString().replaceAll("/+$", "") + "/api/media/";
    }

    public String to(String mediaId) {
        return base + mediaId;
    }
}
