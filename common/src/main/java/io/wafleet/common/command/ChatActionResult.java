package io.wafleet.common.command;

/** What marking a chat as seen and the typing indicator answer. */
public record ChatActionResult(String chatId) {}
