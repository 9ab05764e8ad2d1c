package org.geben.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.geben.application.process.CannotStart;
import org.geben.application.process.SecretFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Isolated("Hears what is logged.")
class AccessKeyTest {

    @TempDir
    Path directory;

    @Test
    void isMadeOnceShownOnceAndUsedAgain() throws Exception {
        Path file = directory.resolve("admin.key");
        AccessKey made = AccessKey.keptIn(file);
        String key = SecretFile.read(file);
        AccessKey found = AccessKey.keptIn(file);
        assertThat(made.matches(key)).isTrue();
        assertThat(found.matches(key)).isTrue();
        assertThat(made.announcement()).contains(key);
        assertThat(found.announcement()).doesNotContain(key).contains(file.toString());
    }

    @Test
    void matchesNothingElse() {
        AccessKey key = AccessKey.configured("the right one");
        assertThat(key.matches("the right one")).isTrue();
        assertThat(key.matches("the right one ")).isFalse();
        assertThat(key.matches("")).isFalse();
    }

    @Test
    void isNotTakenFromAnEmptyFile() throws Exception {
        Path file = Files.writeString(directory.resolve("admin.key"), "\n");
        assertThatThrownBy(() -> AccessKey.keptIn(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void doesNotCountTheNewLineAtItsEnd() {
        assertThat(AccessKey.configured(" the right one\r\n").matches("the right one"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'', is empty", "' \n', is empty", "' letmein    ', is too short"})
    void isNotConfiguredWhereEverybodyCouldGuessIt(String key, String problem) {
        assertThatThrownBy(() -> AccessKey.configured(key))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(problem);
    }

    @Test
    void saysThatOthersCanReadItsFile() throws Exception {
        Path file = directory.resolve("admin.key");
        AccessKey.keptIn(file);
        assertThat(warnings(() -> AccessKey.keptIn(file))).isEmpty();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(warnings(() -> AccessKey.keptIn(file)))
                .singleElement()
                .asString()
                .contains("chmod 600", file.toString());
    }

    private static List<String> warnings(Runnable watched) {
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        Logger logger = (Logger) LoggerFactory.getLogger(AccessKey.class);
        logger.addAppender(heard);
        try {
            watched.run();
        } finally {
            logger.detachAppender(heard);
        }
        return heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
