/**
 * Linking a page, with a passkey first where the phone's knob wants one.
 *
 * <p>Each phone has one key of its own, made when it is first needed and kept. {@code LinkPage} asks the page for it in the
 * way of WebAuthn, {@code Authenticator} is the phone that signs, and {@code CheckAssertion} is the server that believes
 * nothing it cannot verify.
 */
@NullMarked
package io.wafleet.sandbox.passkey;

import org.jspecify.annotations.NullMarked;
