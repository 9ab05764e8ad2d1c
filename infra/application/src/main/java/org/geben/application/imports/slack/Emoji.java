package org.geben.application.imports.slack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geben.kernel.appreciation.AppreciationKind;

/** What members mean by an emoji, as far as one can tell; whatever is not listed is at least a sign of liking. */
final class Emoji {

    private static final Map<String, AppreciationKind> KINDS = kinds();

    private Emoji() {}

    /** @param name as Slack writes it, with or without a skin tone */
    static AppreciationKind kind(String name) {
        int tone = name.indexOf("::");
        return KINDS.getOrDefault(tone < 0 ? name : name.substring(0, tone), AppreciationKind.LIKE);
    }

    private static Map<String, AppreciationKind> kinds() {
        Map<AppreciationKind, List<String>> table = Map.of(
                AppreciationKind.THANKS,
                List.of(
                        "heart",
                        "hearts",
                        "blue_heart",
                        "green_heart",
                        "purple_heart",
                        "yellow_heart",
                        "heart_eyes",
                        "pray",
                        "bow",
                        "thankyou",
                        "thank_you",
                        "thanks",
                        "hugging_face",
                        "bouquet"),
                AppreciationKind.CELEBRATE,
                List.of(
                        "tada",
                        "clap",
                        "confetti_ball",
                        "balloon",
                        "birthday",
                        "beers",
                        "champagne",
                        "fire",
                        "rocket",
                        "trophy",
                        "star",
                        "star2",
                        "100",
                        "partyparrot",
                        "party_parrot"),
                AppreciationKind.INSIGHTFUL,
                List.of("bulb", "brain", "eyes", "mag", "thinking_face", "nerd_face", "exploding_head", "books"),
                AppreciationKind.SUPPORT,
                List.of(
                        "muscle",
                        "raised_hands",
                        "handshake",
                        "fist",
                        "raised_hand",
                        "heavy_plus_sign",
                        "plus1",
                        "ok_hand"));
        Map<String, AppreciationKind> kinds = new HashMap<>();
        table.forEach((kind, names) -> names.forEach(name -> kinds.put(name, kind)));
        return Map.copyOf(kinds);
    }
}
