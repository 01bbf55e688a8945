package io.wafleet.session.browser;

import java.time.Instant;

/** What was shown in a chat, and when. */
public record ShownSign(String chatId, Instant at) {}
