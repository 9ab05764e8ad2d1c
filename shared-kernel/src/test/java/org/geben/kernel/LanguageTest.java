package org.geben.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.geben.kernel.appreciation.AppreciationRule;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionRule;
import org.geben.kernel.group.GroupRule;
import org.geben.kernel.inbox.InboxRule;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.MemberRule;
import org.geben.kernel.outreach.OutreachRule;
import org.geben.kernel.pledge.PledgeRule;
import org.geben.kernel.scoring.ScoringRule;
import org.geben.kernel.training.TrainingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    @Test
    void noTwoRulesShareACode() {
        List<Rule> rules = Stream.<Rule[]>of(
                        MemberRule.values(),
                        GroupRule.values(),
                        ContributionRule.values(),
                        AppreciationRule.values(),
                        OutreachRule.values(),
                        TrainingRule.values(),
                        PledgeRule.values(),
                        ScoringRule.values(),
                        InboxRule.values())
                .flatMap(Arrays::stream)
                .toList();
        assertThat(rules.stream().map(Rule::name)).doesNotHaveDuplicates();
        assertThat(rules).allSatisfy(rule -> assertThat(rule.sentence()).endsWith("."));
    }

    @Test
    void aNaturalKeyIsAVersion5UuidThatNeverChanges() {
        assertThat(NaturalKey.uuid("a", "b")).hasToString("c045ca04-f2fc-5e18-9b94-e1e364c747c9");
        assertThat(NaturalKey.uuid("a", "b").version()).isEqualTo(5);
        assertThat(NaturalKey.uuid("a", "b").variant()).isEqualTo(2);
    }

    @Property
    void partsOfANaturalKeyDoNotRunIntoOneAnother(
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String first,
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String second) {
        assertThat(NaturalKey.uuid(first, second))
                .isNotEqualTo(NaturalKey.uuid(first + second))
                .isNotEqualTo(NaturalKey.uuid(first + second.charAt(0), second.substring(1)));
    }

    @Test
    void handlesThatReadersConfuseShareOneReservation() {
        assertThat(new Handle("Ana").sameAs(new Handle("aNA"))).isTrue();
        assertThat(new Handle("zoe\u0308").sameAs(new Handle("zo\u00eb"))).isTrue();
        assertThat(new Handle("ana").sameAs(new Handle("anna"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contribution:018f3c1e-0000-7000-8000-000000000001",
                "member:018f3c1e-0000-7000-8000-00000000000a",
                "https://example.org/cake"
            })
    void aSubjectIsReadFromItsOwnText(String text) {
        assertThat(Subject.of(text)).hasToString(text);
    }

    @Test
    void theSameSubjectIsRecognisedInEitherCase() {
        assertThat(Subject.of("MEMBER:018f3c1e-0000-7000-8000-00000000000a"))
                .isEqualTo(Subject.of("member:018f3c1e-0000-7000-8000-00000000000a"));
        assertThat(Subject.of("HTTPS://Example.org/Cake")).hasToString("https://example.org/Cake");
        assertThat(Subject.of("URN:isbn:X")).hasToString("urn:isbn:X");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cake", "member:ana", "contribution:1-1-1-1-1", "http://[broken"})
    void anythingElseIsNoSubject(String text) {
        assertThatThrownBy(() -> Subject.of(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void anIdIsNotReadFromAShortenedUuid() {
        assertThatThrownBy(() -> MemberId.of("1-1-1-1-1"))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith("MemberId must be a UUID");
    }

    @Test
    void textBoundsCountCodePointsAndRefuseBrokenUnicode() {
        TextBounds bounds = new TextBounds(1, 3);
        bounds.check(MemberRule.MEMBER_NAME_OUT_OF_BOUNDS, "🌻🌻🌻");
        for (String text : List.of("", "   ", "four", "a\0b", "\ud83c")) {
            assertThatThrownBy(() -> bounds.check(MemberRule.MEMBER_NAME_OUT_OF_BOUNDS, text))
                    .isInstanceOfSatisfying(
                            RuleViolation.class,
                            refused -> assertThat(refused.code()).isEqualTo("MEMBER_NAME_OUT_OF_BOUNDS"));
        }
    }

    @Property
    void whateverIsAcceptedAsALineIsReadAsItIsWritten(@ForAll @StringLength(max = 40) String text) {
        if (TextBounds.line(0, 100).accepts(text)) {
            assertThat(text.codePoints().mapToObj(Character::getType))
                    .doesNotContain(
                            (int) Character.CONTROL, (int) Character.SURROGATE, (int) Character.LINE_SEPARATOR, (int)
                                    Character.PARAGRAPH_SEPARATOR);
            assertThat(text).doesNotContainPattern("[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");
            assertThat(new TextBounds(0, 100).accepts(text)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\tb", "a\u0007b", "a\u007fb", "a\u0085b", "a\u2028b", "a\u202eb", "a\u2066b"})
    void aLineHoldsNothingThatIsNotRead(String text) {
        assertThatThrownBy(() -> TextBounds.line(1, 100).check(MemberRule.MEMBER_NAME_OUT_OF_BOUNDS, "name", text))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.field()).isEqualTo("name"));
    }

    @Test
    void aTextOfManyLinesIsOfAnyScriptButHoldsNoControls() {
        TextBounds prose = new TextBounds(1, 100);
        assertThat(prose.accepts("a\r\n\tb \u202babc\u202c \u2028")).isTrue();
        assertThat(prose.accepts("a\u001b[31mb")).isFalse();
        assertThat(prose.accepts("a\u009bb")).isFalse();
    }

    @Test
    void namesOfAnyScriptAreLines() {
        for (String name : List.of("José", "محمد\u200f", "می\u200cخواهم", "👩\u200d💻", "O’Neil", "王小明")) {
            assertThat(TextBounds.line(1, 100).accepts(name)).as(name).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u00a0\u2003", "\ufeff", "\u2060 \u200d"})
    void whatNobodySeesSaysNothing(String text) {
        assertThat(TextBounds.line(1, 100).accepts(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/\ud800", "https://example.org/\u202egnp.exe", "urn:\u200b:x"})
    void aSubjectHoldsNothingThatIsNotSeen(String text) {
        assertThatThrownBy(() -> Subject.of(text)).isInstanceOf(Malformed.class);
    }
}
