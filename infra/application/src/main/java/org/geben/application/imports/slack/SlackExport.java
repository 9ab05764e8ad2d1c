package org.geben.application.imports.slack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.geben.application.imports.intake.Export;
import org.geben.application.imports.intake.ImportedHandle;
import org.geben.application.imports.intake.Intake;
import org.geben.application.imports.intake.UnusableExport;
import org.geben.application.recording.Entry;
import org.geben.command.group.FoundGroup;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import tools.jackson.databind.JsonNode;

/**
 * The export of one Slack workspace, unpacked. Its public channels become groups that everyone may read; private channels
 * and direct messages stay out, because nobody in them agreed to that.
 */
public final class SlackExport implements Export {

    private static final String USERS = "users.json";
    private static final String CHANNELS = "channels.json";
    private static final Pattern FOLDER = Pattern.compile("(?![.]{1,2}$)[^\\p{Cntrl}\\p{Cs}/\\\\]+");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}\\.json");

    private final Path directory;

    /** By the name of their folder. */
    private final Map<String, Channel> channels = new LinkedHashMap<>();

    private Instant oldest = Instant.now();

    /** @throws UnusableExport if that is no unpacked export */
    public SlackExport(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UnusableExport(
                    "%s is not a directory: name the one into which the workspace's export is unpacked."
                            .formatted(directory));
        }
        this.directory = directory;
        mustExist(USERS);
        mustExist(CHANNELS);
    }

    @Override
    public String system() {
        return "slack";
    }

    @Override
    public void readInto(Intake intake) throws IOException {
        try (People people = new People(intake);
                Memberships memberships = new Memberships(intake, people)) {
            Set<String> users = new HashSet<>();
            // Accounts first, so that a channel whose founder is gone can be founded by nobody.
            readAll(USERS, "users", intake, element -> user(element, intake, people, users));
            readAll(CHANNELS, "channels", intake, element -> channel(element, intake, people, memberships, users));
            Messages messages = new Messages(intake, people, memberships);
            for (Map.Entry<String, Channel> channel : channels.entrySet()) {
                folder(channel.getKey(), channel.getValue(), intake, messages);
            }
            memberships.join();
            people.join(oldest);
        }
        nameWhatIsNotRead(intake);
    }

    private static void user(Element element, Intake intake, People people, Set<String> users)
            throws MalformedElement, IOException {
        String id = element.id("id");
        MemberId member = people.member(id);
        String account = element.text("name").orElse(id);
        String name = Stream.of(
                        element.text("profile", "real_name"),
                        element.text("real_name"),
                        element.text("profile", "display_name"))
                .flatMap(Optional::stream)
                .map(given -> given.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").strip())
                .filter(given -> !given.isEmpty())
                .findFirst()
                .orElse(account);
        people.account(element, id, ImportedHandle.of(account, member), name, element.flag("is_bot"));
        users.add(id);
    }

    private void channel(Element element, Intake intake, People people, Memberships memberships, Set<String> users)
            throws MalformedElement, IOException {
        String id = element.id("id");
        String name = element.text("name")
                .filter(given -> FOLDER.matcher(given).matches())
                .orElseThrow(() -> new MalformedElement("'name' must be the name of the channel's folder."));
        Instant created = element.time("created");
        Optional<String> creator = element.optionalId("creator");
        List<JsonNode> members = element.array("members");
        for (JsonNode member : members) {
            if (Element.text(member).filter(Element::isId).isEmpty()) {
                throw new MalformedElement("'members' must be ids of Slack's.");
            }
        }
        Channel channel = new Channel(id, GroupId.imported(intake.source(), id), created);
        channels.put(name, channel);
        oldest = created.isBefore(oldest) ? created : oldest;
        MemberId founder = creator.filter(users::contains).map(people::member).orElse(null);
        if (creator.isPresent()) {
            people.trace(creator.get(), created);
        }
        FoundGroup found = new FoundGroup(
                channel.group(), name, element.text("purpose", "value").orElse(null), founder);
        intake.take(new Entry("channels", element.origin(), created, false, founder, found), id);
        for (JsonNode member : members) {
            memberships.listed(element, channel, member.asString());
        }
    }

    private void folder(String name, Channel channel, Intake intake, Messages messages) throws IOException {
        Path folder = directory.resolve(name);
        if (!Files.isDirectory(folder)) {
            intake.skip("other folders", Omission.CHANNEL_WITHOUT_FOLDER, name);
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            for (Path file : sorted) {
                String label = name + "/" + file.getFileName();
                if (DAY.matcher(String.valueOf(file.getFileName())).matches()) {
                    day(new JsonArrayFile(file, label), label, channel, intake, messages);
                } else {
                    intake.skip("other files", Omission.FILE_NOT_READ, label);
                }
            }
        }
    }

    private static void day(JsonArrayFile file, String label, Channel channel, Intake intake, Messages messages)
            throws IOException {
        try {
            file.read(intake, "messages", message -> messages.read(message, channel));
        } catch (JsonArrayFile.Broken broken) {
            intake.problem(
                    label,
                    broken.line(),
                    broken.getMessage()
                            + " What comes before is imported; get a complete copy and run the import again for the rest.");
        }
    }

    private void readAll(String name, String type, Intake intake, JsonArrayFile.Reader reader) throws IOException {
        try {
            new JsonArrayFile(directory.resolve(name), name).read(intake, type, reader);
        } catch (JsonArrayFile.Broken broken) {
            throw new UnusableExport(
                    "%s:%d: %s Nothing was imported; get a complete copy of the export and run the import again."
                            .formatted(directory.resolve(name), broken.line(), broken.getMessage()));
        }
    }

    private void mustExist(String name) {
        Path file = directory.resolve(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UnusableExport(
                    "%s is missing or cannot be read: unpack the whole export (users.json, channels.json and a folder for each channel) into %s and run the import again."
                            .formatted(file, directory));
        }
    }

    private void nameWhatIsNotRead(Intake intake) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                String name = String.valueOf(entry.getFileName());
                if (Files.isDirectory(entry)) {
                    if (!channels.containsKey(name)) {
                        intake.skip("other folders", Omission.NOT_A_PUBLIC_CHANNEL, name);
                    }
                } else if (name.endsWith(".json") && !name.equals(USERS) && !name.equals(CHANNELS)) {
                    intake.skip("other files", Omission.FILE_NOT_READ, name);
                }
            }
        }
    }
}
