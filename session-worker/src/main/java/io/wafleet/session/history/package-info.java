/**
 * What stands in an account, told for those who keep a picture of it: chats, contacts, groups and past messages.
 *
 * <p>{@code History} begins each time an account is READY. First {@code Backfill} tells, as the ordinary events, the
 * messages that came while nobody was watching; {@link io.wafleet.session.receive.NewsMarks} remembers up to when there
 * was somebody. Then, after a new login, the last messages of every chat are told, after a restored one only those of
 * chats with news; {@code Watermarks} remembers up to when. All of that is told in batches that Kafka takes, a few
 * accounts at a time, and is not news: webhooks do not hear of it.
 * What changes afterwards is told by the ordinary events.
 */
@NullMarked
package io.wafleet.session.history;

import org.jspecify.annotations.NullMarked;
