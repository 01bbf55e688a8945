/**
 * Accounts: reading them, and the commands that begin, stop and end their lives.
 *
 * <p>What an account is like is read from {@code session.account_view}, which the session-worker publishes; every change
 * goes through {@link io.wafleet.gateway.command.AskTheFleet}. A QR code is drawn here from the text that the worker
 * found on the page, so that the picture is as sharp as the screen it is shown on.
 */
@NullMarked
package io.wafleet.gateway.account;

import org.jspecify.annotations.NullMarked;
