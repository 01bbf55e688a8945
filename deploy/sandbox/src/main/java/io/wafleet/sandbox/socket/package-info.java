/**
 * The hub's end of a page's WebSocket.
 *
 * <p>{@code PageSocket} reads frames in order, {@code HearPage} decides what each means, {@code AnswerPage} answers
 * those that wait for an answer, and {@code ComeAndGo} knows what a page's arrival and leaving mean.
 */
@NullMarked
package io.wafleet.sandbox.socket;

import org.jspecify.annotations.NullMarked;
