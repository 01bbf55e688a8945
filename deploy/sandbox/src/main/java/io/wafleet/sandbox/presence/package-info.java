/**
 * Who is online, typing or recording, in both directions. Nothing of it is kept: as in WhatsApp, whoever is not there
 * when it happens has missed it.
 */
@NullMarked
package io.wafleet.sandbox.presence;

import org.jspecify.annotations.NullMarked;
