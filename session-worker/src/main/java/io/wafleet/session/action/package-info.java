/**
 * What is done to messages that exist, and shown in chats: a handler for each command.
 *
 * <p>None of it needs the care of a send, because doing it again changes nothing: {@code AskPage} asks until the page
 * answers. {@code ChangeMessage} is what reactions, edits and deletions share; it tells each once, with the command that
 * did it, even where the page reports the same.
 */
@NullMarked
package io.wafleet.session.action;

import org.jspecify.annotations.NullMarked;
