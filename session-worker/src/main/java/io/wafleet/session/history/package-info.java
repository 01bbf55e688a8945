/**
 * What stands in an account, told for those who keep a picture of it: chats, contacts, groups and past messages.
 *
 * <p>{@code History} begins each time an account is READY. After a new login it tells the last
 * messages of every chat, after a restored one only those of chats with news; {@code Watermarks} remembers up to when.
 * All of it is told in batches that Kafka takes, a few accounts at a time, and is not news: webhooks do not hear of it.
 * What changes afterwards is told by the ordinary events.
 */
@NullMarked
package io.wafleet.session.history;

import org.jspecify.annotations.NullMarked;
