package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.geben.application.GebenApplication;
import org.geben.application.imports.ImportCommand;
import org.geben.application.imports.SharedData;
import org.geben.application.process.Launcher;
import org.geben.application.recording.RecordingContext;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The boards of a real community against the export that it came from. */
class RealVotesTest {
    private static final String NAME = "se-quantumcomputing-2018";

    @TempDir
    Path data;

    @Test
    void likesOfEveryAuthorAreTheUpVotesOnTheirPosts() throws Exception {
        Path export = SharedData.directory(NAME);
        assertThat(ImportCommand.with(
                                () -> new RecordingContext(
                                        new Launcher(GebenApplication.class, List.of("--geben.data-dir=" + data))
                                                .startOffline()),
                                new PrintWriter(Writer.nullWriter()))
                        .execute("stackexchange", export.toString()))
                .isZero();
        Map<String, Long> votes = votesByAuthor(export);
        assertThat(votes).hasSizeGreaterThan(300);
        try (ServingContext server = ServingContext.start(data)) {
            Api api = server.api();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> api.call("GET", "/leaderboards/appreciated", null, null)
                                    .status()
                            == 200);

            assertThat(likes(api, "")).isEqualTo(votes);
            assertThat(likes(api, "&window=year&at=2018-06-01")).isEqualTo(votes);
            assertThat(likes(api, "&from=2018-01-01&to=2019-01-01")).isEqualTo(votes);
        }
    }

    private static Map<String, Long> likes(Api api, String asked) throws Exception {
        Map<String, Long> likes = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/leaderboards/appreciated?limit=100" + asked + cursor);
            page.get("entries")
                    .forEach(entry -> likes.put(
                            entry.at("/member/id").asString(),
                            entry.at("/parts/byKind/LIKE").asLong()));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        return likes;
    }

    /** Of those who have an account, or a name at least; what the site's own account wrote is a program's. */
    private static Map<String, Long> votesByAuthor(Path export) throws Exception {
        Map<String, String> authors = new HashMap<>();
        rows(export.resolve("Posts.xml"), post -> {
            String account = post.get("OwnerUserId");
            String owner = account == null ? "name:" + post.get("OwnerDisplayName") : account;
            if (!owner.equals("-1") && List.of("1", "2").contains(post.get("PostTypeId"))) {
                authors.put(
                        post.get("Id"),
                        MemberId.imported("import:stackexchange:" + NAME, owner).toString());
            }
        });
        Map<String, Long> votes = new HashMap<>();
        rows(export.resolve("Votes.xml"), vote -> {
            String author = authors.get(vote.get("PostId"));
            if (author != null && "2".equals(vote.get("VoteTypeId"))) {
                votes.merge(author, 1L, Long::sum);
            }
        });
        return votes;
    }

    private static void rows(Path file, Consumer<Map<String, String>> row) throws Exception {
        XMLInputFactory xml = XMLInputFactory.newFactory();
        xml.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        xml.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = xml.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("row")) {
                    Map<String, String> attributes = new HashMap<>();
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                    }
                    row.accept(attributes);
                }
            }
        }
    }
}
