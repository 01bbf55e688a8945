/**
 * Drives WhatsApp Web: one {@link io.wafleet.session.browser.Chromium} for the worker, one on-disk profile and one
 * {@link io.wafleet.session.browser.AccountPage} for each account.
 *
 * <p>Chromium runs under a small supervisor script that kills its whole process group as soon as this worker stops
 * beating. A profile is opened by asking the running Chromium over its own singleton socket for one more window; our own
 * small client of the DevTools protocol then attaches to the page, puts the unmodified wa-js and the bridge script in at
 * document start, and loads the site. Java calls named functions of the bridge with JSON and a deadline; the bridge tells
 * what happens in batches, one in flight for each page, so a flood waits in the page that made it.
 *
 * <p>Start reading at {@code OpenProfile}, then {@code PageLife}, {@code ChromiumPage} and {@code resources/bridge}.
 * Playwright is not on the way of any message: it supplies its own Chromium where the system has none.
 */
@NullMarked
package io.wafleet.session.browser;

import org.jspecify.annotations.NullMarked;
