package io.wafleet.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** What the person at the terminal sees: a line for each change, and a box at the end. */
final class Screen {
    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    void part(String name, String state) {
        line("  %-9s %s".formatted(name, state));
    }

    void part(String name, String state, Duration after) {
        part(name, "%-9s %5.1f s".formatted(state, after.toMillis() / 1000.0));
    }

    synchronized void box(List<String> lines) {
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        var edge = "─".repeat(width + 2);
        out.println("┌" + edge + "┐");
        lines.forEach(line -> out.println("│ " + line + " ".repeat(width - line.length()) + " │"));
        out.println("└" + edge + "┘");
        out.flush();
    }
}
