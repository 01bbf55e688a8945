/**
 * Who may do what: API keys with scopes, for all accounts or a list of them.
 *
 * <p>{@link io.wafleet.gateway.key.Authentication} stands before every path but the few that tell nothing about
 * accounts. It takes a key from {@code X-Api-Key} or {@code Authorization: Bearer}, or the dashboard's session cookie,
 * and leaves a {@link io.wafleet.gateway.key.Caller} for the controllers, which ask it for the scope and account they
 * need. Keys are kept as hashes; what was found is believed for five seconds, so that a revoked key is dead after that
 * on every gateway. Wrong keys make the next try from the same address wait, longer each time. {@code FirstKey} makes
 * the first key when there is none.
 */
@NullMarked
package io.wafleet.gateway.key;

import org.jspecify.annotations.NullMarked;
