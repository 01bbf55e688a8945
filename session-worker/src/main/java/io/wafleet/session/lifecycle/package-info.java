/**
 * The life of an account: from the first QR code over READY to whatever ends it.
 *
 * <p>{@link io.wafleet.session.lifecycle.Session} is one account on this worker, for as long as the worker holds its
 * lease. What happens to it (a page event, a command, a probe that failed) goes through its mailbox one by one;
 * {@code Transitions} says which state follows; {@code StateLog} writes the row and then tells the event. So an account
 * has one writer and shows no state that was not.
 *
 * <p>{@link io.wafleet.session.lifecycle.Sessions} makes and ends sessions as shards come and go,
 * {@code RunningBrowser} keeps the one Chromium, {@code Recovery} says when to try again and when to give up, and
 * {@code HealthWatch} asks every page how it is. The commands about an account's life are carried out by the verb
 * classes here, from {@code CreateAccountHere} to {@code DeleteAccountHere}.
 */
@NullMarked
package io.wafleet.session.lifecycle;

import org.jspecify.annotations.NullMarked;
