package io.wafleet.session.browser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what a page has a lot of.
 *
 * @param next where the next part begins; null after the last
 */
public record PagePart<T>(List<T> items, @Nullable String next) {}
