/**
 * The hub's end of a page's WebSocket.
 *
 * <p>{@code PageSocket} reads frames in order, {@code HearPage} decides what each means, and {@code AnswerPage} answers
 * those that wait for an answer.
 */
@NullMarked
package io.wafleet.sandbox.socket;

import org.jspecify.annotations.NullMarked;
