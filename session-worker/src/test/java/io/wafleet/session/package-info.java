/** The worker as a whole: a real broker, a real database, a real Chromium, and the sandbox in WhatsApp's place. */
@NullMarked
package io.wafleet.session;

import org.jspecify.annotations.NullMarked;
