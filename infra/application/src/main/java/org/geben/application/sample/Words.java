package org.geben.application.sample;

import java.util.List;
import java.util.random.RandomGenerator;

/** Says things that members of a community might say. */
final class Words {

    private static final List<String> GIVEN = List.of(
            "Amara", "Anton", "Aylin", "Bruno", "Carla", "Chidi", "Dana", "Elif", "Emil", "Farah", "Felix", "Greta",
            "Hana", "Igor", "Ines", "Jonas", "Kaya", "Lena", "Luis", "Mai", "Marek", "Mina", "Nadia", "Nils", "Noor",
            "Oskar", "Paula", "Quentin", "Rosa", "Samir", "Sina", "Tariq", "Tilda", "Uwe", "Vera", "Wanda", "Yara",
            "Yusuf", "Zoe", "Zora");
    private static final List<String> FAMILY = List.of(
            "Adler",
            "Bauer",
            "Castro",
            "Demir",
            "Eriksen",
            "Fischer",
            "Garcia",
            "Haddad",
            "Ito",
            "Jansen",
            "Keller",
            "Lindgren",
            "Moreau",
            "Novak",
            "Okafor",
            "Petrov",
            "Quist",
            "Rossi",
            "Sato",
            "Tanaka",
            "Ulrich",
            "Vogel",
            "Weber",
            "Xu",
            "Yilmaz",
            "Zimmer",
            "Brandt",
            "Costa",
            "Dubois",
            "Engel");
    private static final List<String> PLACES = List.of(
            "the workshop",
            "the north office",
            "the help desk",
            "logistics",
            "the field team",
            "the lab",
            "accounting",
            "the night shift",
            "the branch in the valley",
            "customer care");
    private static final List<String> TOPICS = List.of(
            "the new intranet",
            "shared calendars",
            "video calls",
            "the onboarding guide",
            "our wiki",
            "passwords",
            "the spring release",
            "meeting notes",
            "the photo archive",
            "remote teams",
            "the mobile app",
            "search in documents",
            "the mentoring circle",
            "release planning",
            "the lunch talks",
            "open questions",
            "the volunteer day",
            "file sharing",
            "the style guide",
            "translations",
            "the newsletter",
            "accessibility",
            "the test environment",
            "customer letters",
            "the reading group");
    private static final List<String> TAGS = List.of(
            "how-to",
            "tools",
            "newcomers",
            "writing",
            "events",
            "ideas",
            "wiki",
            "mobile",
            "search",
            "learning",
            "teamwork",
            "process");
    private static final List<String> GROUPS = List.of(
            "Welcome",
            "Tools and Tricks",
            "Reading Circle",
            "Mentoring",
            "Events",
            "Remote Teams",
            "Writing Well",
            "Volunteers",
            "Release Crew",
            "Customer Stories",
            "Accessibility",
            "Data Friends",
            "Photography",
            "Lunch Talks",
            "Security",
            "Translators",
            "Field Notes",
            "Research",
            "Facilities",
            "Music",
            "Cycling",
            "Parents",
            "Languages",
            "Gardening",
            "Board Games");
    private static final List<String> QUESTIONS = List.of(
            "How do you keep track of %s?",
            "Who can show me %s?",
            "What is the best way to start with %s?",
            "Why does everybody talk about %s?",
            "Is there a guide to %s?",
            "Who decides about %s?");
    private static final List<String> HEADLINES = List.of(
            "What we learned from %s",
            "A short guide to %s", "Five months with %s", "Notes on %s", "How %s saved my week", "Rethinking %s");
    private static final List<String> STATEMENTS = List.of(
            "Yesterday we tried %s with three colleagues.", "I wrote down what I know about %s.",
            "We are planning a small session on %s next week.", "It took me a while to understand %s.",
            "Somebody at lunch asked about %s, so here is the short answer.", "There is a new page about %s.",
            "I would like to hear how others use %s.", "We made a mistake with %s and want to share it.",
            "If you are new to %s, begin with one small step.", "Thanks to everybody who helped with %s.");
    private static final List<String> ANSWERS = List.of(
            "Start with the page about %s, it has an example.",
            "We solved it by asking the people behind %s.",
            "For %s a simple list was enough for us.",
            "Ask in the group: somebody always has time for %s.",
            "I had the same trouble with %s; a restart of the habit helped more than a restart of the machine.",
            "Here is what works: write it down, link it to %s, and tell one colleague.");
    private static final List<String> REMARKS = List.of(
            "Good point about %s.",
            "I did not know that about %s.",
            "Can you tell more about %s?",
            "Same here, %s was new to me as well.",
            "Let us talk about %s tomorrow.",
            "That helps, especially with %s.",
            "I see %s differently, but I like where this goes.");
    private static final List<String> PRAISE = List.of(
            "your patience with %s",
            "the clear words on %s",
            "the help with %s",
            "the extra hour for %s",
            "making %s easy for everyone",
            "sharing what you know about %s");

    private final RandomGenerator random;

    Words(RandomGenerator random) {
        this.random = random;
    }

    String name() {
        return oneOf(GIVEN) + " " + oneOf(FAMILY);
    }

    String about() {
        return "Working in %s, interested in %s.".formatted(oneOf(PLACES), oneOf(TOPICS));
    }

    String group(int number) {
        String name = GROUPS.get(number % GROUPS.size());
        return number < GROUPS.size() ? name : name + " " + (number / GROUPS.size() + 1);
    }

    String purpose() {
        return "For all who care about %s.".formatted(oneOf(TOPICS));
    }

    String introduction(String name) {
        return "Hello, I am %s from %s. %s".formatted(name, oneOf(PLACES), about(STATEMENTS));
    }

    String question() {
        return about(QUESTIONS);
    }

    String headline() {
        return about(HEADLINES);
    }

    String answer() {
        return about(ANSWERS);
    }

    String remark() {
        return about(REMARKS);
    }

    String praise() {
        return "Thank you for %s!".formatted(about(PRAISE));
    }

    /** Mostly short, sometimes long. */
    String paragraph() {
        int sentences = 1 + (int) Math.min(12, random.nextExponential() * 2);
        StringBuilder text = new StringBuilder(about(STATEMENTS));
        for (int i = 1; i < sentences; i++) {
            text.append(' ').append(about(STATEMENTS));
        }
        return text.toString();
    }

    List<String> tags() {
        return random.nextInt(3) == 0 ? List.of() : List.of(oneOf(TAGS));
    }

    private String about(List<String> sentences) {
        return oneOf(sentences).formatted(oneOf(TOPICS));
    }

    private String oneOf(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
