package io.wafleet.session.command;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.PageException;

/** What it means for a command that WhatsApp said no. */
public final class Refusal {

    private Refusal() {}

    /** Whether the page did what it was asked, and the answer was no: asking again would change nothing. */
    public static boolean is(PageException failure) {
        return switch (failure.kind()) {
            case TIMEOUT, GONE, NOT_READY, PROTOCOL, UNREACHABLE -> false;
            case RECIPIENT_NOT_FOUND,
                    RECIPIENT_COLD,
                    CHAT_NOT_FOUND,
                    MESSAGE_NOT_FOUND,
                    NOT_CHANGEABLE,
                    MEDIA_TYPE,
                    MEDIA_TOO_LARGE,
                    REJECTED -> true;
        };
    }

    public static CommandFailure of(PageException failure) {
        return switch (failure.kind()) {
            case RECIPIENT_NOT_FOUND ->
                new CommandFailure(ErrorCode.RECIPIENT_NOT_FOUND, "The recipient is not on WhatsApp");
            case RECIPIENT_COLD ->
                new CommandFailure(
                        ErrorCode.RECIPIENT_UNREACHABLE_COLD,
                        "WhatsApp refused it, as it does a first message to somebody who has never written to the account");
            case CHAT_NOT_FOUND -> new CommandFailure(ErrorCode.CHAT_NOT_FOUND, "The account has no such chat");
            case MESSAGE_NOT_FOUND ->
                new CommandFailure(ErrorCode.MESSAGE_NOT_FOUND, "The message that is meant is not there");
            case NOT_CHANGEABLE ->
                new CommandFailure(
                        ErrorCode.MESSAGE_NOT_CHANGEABLE, "WhatsApp does not allow it: " + failure.getMessage());
            case MEDIA_TYPE -> new CommandFailure(ErrorCode.MEDIA_TYPE, "WhatsApp does not take a file of this type");
            case MEDIA_TOO_LARGE ->
                new CommandFailure(ErrorCode.MEDIA_TOO_LARGE, "The file is larger than WhatsApp allows");
            case REJECTED, TIMEOUT, GONE, NOT_READY, PROTOCOL, UNREACHABLE ->
                new CommandFailure(ErrorCode.MESSAGE_FAILED, "WhatsApp did not take it: " + failure.getMessage());
        };
    }
}
