/**
 * The phone API: what a person with a phone would do, as HTTP calls for tests, demonstrations and the page at
 * {@code /phones}.
 *
 * <p>It asks for nobody's password and is meant for loopback. Requests must be {@code application/json}, so that another
 * site's page cannot send them from a browser.
 */
@NullMarked
package io.wafleet.sandbox.phone;

import org.jspecify.annotations.NullMarked;
