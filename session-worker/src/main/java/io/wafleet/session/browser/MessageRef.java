package io.wafleet.session.browser;

import org.jspecify.annotations.Nullable;

/**
 * Which message of which chat is meant.
 *
 * @param chat a bare number, {@code <number>@c.us} or {@code <group>@g.us}
 * @param messageId its bare id
 * @param fromMe whether the account wrote it; the page looks for both where it is null
 * @param author who wrote it, in a group; where it is null the page finds it only among the messages it has loaded
 */
public record MessageRef(
        String chat,
        String messageId,
        @Nullable Boolean fromMe,
        @Nullable String author) {}
