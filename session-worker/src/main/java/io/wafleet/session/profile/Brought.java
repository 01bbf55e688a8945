package io.wafleet.session.profile;

import org.jspecify.annotations.Nullable;

/**
 * What a page is opened with.
 *
 * @param login whether the store keeps a login for the account
 * @param note what a person should know of it
 */
public record Brought(boolean login, @Nullable String note) {}
