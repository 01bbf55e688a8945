/**
 * Asking WhatsApp whether a number is there: within a budget, because accounts that ask much are banned, and remembered,
 * because the answer rarely changes. {@code CheckContactOnWhatsApp} is the verb.
 */
@NullMarked
package io.wafleet.session.contact;

import org.jspecify.annotations.NullMarked;
