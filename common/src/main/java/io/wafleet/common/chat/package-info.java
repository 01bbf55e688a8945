/** Chats, contacts and groups as the events of the read side tell them. */
@NullMarked
package io.wafleet.common.chat;

import org.jspecify.annotations.NullMarked;
