package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.Draft;
import io.wafleet.sandbox.message.NewDraft;
import io.wafleet.sandbox.wire.WireContent;
import io.wafleet.sandbox.wire.WireLocation;
import io.wafleet.sandbox.wire.WirePoll;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a message of what a phone was asked to send. */
@Component
class ReadDraft {

    private static final int LONGEST_TEXT = 65_536;
    private static final int MOST_OPTIONS = 12;

    private final NewDraft newDraft;
    private final ReadFile readFile;
    private final ReadContext readContext;

    ReadDraft(NewDraft newDraft, ReadFile readFile, ReadContext readContext) {
        this.newDraft = newDraft;
        this.readFile = readFile;
        this.readContext = readContext;
    }

    Draft read(PhoneNumber account, SendRequest request) {
        String type = request.type() == null ? "chat" : request.type();
        WireContent content = content(type, request).in(readContext.read(account, request));
        return newDraft.of(wireType(type), content);
    }

    /** The phone API says contact and poll, as the REST API does; WhatsApp Web has other words for them. */
    private static String wireType(String type) {
        return switch (type) {
            case "contact" -> "vcard";
            case "poll" -> "poll_creation";
            default -> type;
        };
    }

    private WireContent content(String type, SendRequest request) {
        return switch (type) {
            case "chat" -> WireContent.text(text(request.body()));
            case "image", "audio", "ptt", "video", "document", "sticker" ->
                WireContent.file(readFile.read(type, request), request.caption());
            case "location" -> WireContent.place(place(request.location()));
            case "contact" -> card(request.contact());
            case "poll" -> WireContent.poll(poll(request.poll()));
            default ->
                throw PhoneError.invalid("\"type\" is not one of chat image audio ptt video document sticker location"
                        + " contact poll");
        };
    }

    static String text(@Nullable String body) {
        String text = Wanted.text(body, "body");
        if (text.length() > LONGEST_TEXT) {
            throw PhoneError.invalid("\"body\" is longer than " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static WireLocation place(SendRequest.@Nullable Location location) {
        if (location == null || !isWithin(location.latitude(), 90) || !isWithin(location.longitude(), 180)) {
            throw PhoneError.invalid("\"location\" has no latitude from -90 to 90 and longitude from -180 to 180");
        }
        String lines = String.join(
                "\n",
                Stream.of(location.name(), location.address())
                        .filter(Objects::nonNull)
                        .toList());
        return new WireLocation(location.latitude(), location.longitude(), lines.isEmpty() ? null : lines, null);
    }

    private static boolean isWithin(@Nullable Double degrees, int limit) {
        return degrees != null && Math.abs(degrees) <= limit;
    }

    private static WireContent card(SendRequest.@Nullable Contact contact) {
        String name = Wanted.text(contact == null ? null : contact.name(), "contact.name");
        PhoneNumber phone = Wanted.number(contact == null ? null : contact.phone(), "contact.phone");
        return WireContent.card(name, Vcard.of(name, phone));
    }

    private static WirePoll poll(SendRequest.@Nullable Poll poll) {
        String question = Wanted.text(poll == null ? null : poll.question(), "poll.question");
        List<String> options = poll == null || poll.options() == null ? List.of() : poll.options();
        if (options.size() < 2 || options.size() > MOST_OPTIONS || new HashSet<>(options).size() < options.size()) {
            throw PhoneError.invalid("\"poll.options\" are not 2 to " + MOST_OPTIONS + " different texts");
        }
        List<WirePoll.Option> numbered = IntStream.range(0, options.size())
                .mapToObj(number -> new WirePoll.Option(Wanted.text(options.get(number), "poll.options"), number))
                .toList();
        boolean multiple = poll != null && Boolean.TRUE.equals(poll.multiple());
        return new WirePoll(question, numbered, multiple ? 0 : 1);
    }
}
