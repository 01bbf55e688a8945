/** What is done to chats and asked about contacts. */
@NullMarked
package io.wafleet.gateway.chat;

import org.jspecify.annotations.NullMarked;
