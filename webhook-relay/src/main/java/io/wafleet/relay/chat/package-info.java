/**
 * The read side beside the messages: the chat list, contacts and groups.
 *
 * <p>A line of the chat list follows the messages as they are logged, so nothing is counted when it is read: the newest
 * message is remembered by its place in the log, and an unread message adds one. What WhatsApp says itself, in
 * {@code chats.synced}, replaces the count; messages it had counted already add nothing. Others read
 * {@code relay.chat_view}, {@code contact_view} and {@code group_view}.
 */
@NullMarked
package io.wafleet.relay.chat;

import org.jspecify.annotations.NullMarked;
