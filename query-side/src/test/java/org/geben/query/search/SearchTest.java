package org.geben.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Fold;
import org.geben.query.generation.ReadSide;
import org.geben.query.search.Search.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private final ReadSide readSide = ReadSide.shared();
    private final SearchQueries queries = new SearchQueries(readSide.views());
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");

    @Test
    void findsAContributionByTheStemsOfItsLanguage() {
        ContributionId german = posts("de", null, "Die Gärten blühen");
        ContributionId english = posts("en-GB", null, "The gardens are blooming");
        ContributionId unknown = posts(null, null, "Gardens everywhere");
        ContributionId unheardOf = posts("tlh", null, "Gardens beyond");
        tell();

        assertThat(found("blühe")).containsExactly(german.value());
        assertThat(found("garten")).containsExactly(german.value());
        assertThat(found("garden")).containsExactly(english.value());
        assertThat(found("gardens")).containsExactlyInAnyOrder(english.value(), unknown.value(), unheardOf.value());
        assertThat(found("gardens", Type.CONTRIBUTIONS, "en", null)).containsExactly(english.value());
        assertThat(found("gardens", Type.CONTRIBUTIONS, "de", null)).isEmpty();
    }

    @Test
    void languageWithoutStemsIsToldFromOthersAndFromNone() {
        ContributionId klingon = posts("tlh-Latn", null, "Gardens beyond");
        ContributionId welsh = posts("cy", null, "Gardens beyond");
        ContributionId revised = posts("en", null, "Gardens near");
        story.revises(revised, content(null, "Gardens beyond", "TLH"));
        posts(null, null, "Gardens beyond");
        tell();

        assertThat(found("gardens", Type.CONTRIBUTIONS, "tlh", null))
                .containsExactlyInAnyOrder(klingon.value(), revised.value());
        assertThat(found("gardens", Type.CONTRIBUTIONS, "cy-GB", null)).containsExactly(welsh.value());
        assertThat(found("gardens", Type.CONTRIBUTIONS, "eo", null)).isEmpty();
    }

    @Test
    void wordTooCommonInALanguageFindsNothingInItBesideOneThatIsNotWantedEither() {
        posts("en", null, "The bread");
        ContributionId german = posts("de", null, "The Voice");
        tell();

        for (String words : List.of("the", "the -butter")) {
            assertThat(found(words)).containsExactly(german.value());
            assertThat(found(words, Type.CONTRIBUTIONS, "en", null)).isEmpty();
        }
        assertThat(found("bread -the", Type.CONTRIBUTIONS, "en", null)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "bread butter, 1",
        "bread or jam, 2",
        "bread -butter, 0",
        "'\"butter bread\"', 0",
        "'\"bread and butter\"', 1",
        "'bread & ( | butter', 1",
        "BREAD, 1",
        "cheese, 0"
    })
    void understandsWhatPeopleTypeIntoASearchBox(String words, int hits) {
        posts(null, null, "Bread and butter");
        posts(null, null, "Jam");
        tell();

        assertThat(found(words)).hasSize(hits);
    }

    @Test
    void titleCountsMoreThanTextAndTheNewerComesFirst() {
        ContributionId old = story.at("2026-03-03T00:00:00Z").posts(ana, null, content("Other", "Bread", null));
        ContributionId late = story.at("2026-03-04T00:00:00Z").posts(ana, null, content("Other", "Bread", null));
        ContributionId title = story.at("2026-03-01T00:00:00Z").posts(ana, null, content("Bread", "Other", null));
        tell();

        assertThat(found("bread")).containsExactly(title.value(), late.value(), old.value());
    }

    @Test
    void hitShowsWhereTheWordsAre() {
        ContributionId post = story.posts(
                ana,
                null,
                content("On baking", "First some words. " + "Filler ".repeat(60) + "then the dough rests.", "en"));
        tell();

        Search.Hit hit = search("doughs", Type.CONTRIBUTIONS, "en", null, 20, null)
                .entries()
                .getFirst();

        assertThat(hit.member()).isEqualTo(new Search.Member(ana.value(), "ana", "Name of ana", true));
        Search.Contribution contribution = Objects.requireNonNull(hit.contribution());
        assertThat(contribution.id()).isEqualTo(post.value());
        assertThat(contribution.title()).isEqualTo("On baking");
        assertThat(contribution.snippet()).contains("dough").hasSizeLessThan(300);
    }

    @Test
    void revisedContributionIsFoundByItsNewWordsOnly() {
        ContributionId post = posts(null, null, "Bread");
        story.revises(post, content(null, "Kuchen backen", "de"));
        for (int batchSize : new int[] {1, 1000}) {
            readSide.fold(readSide.fresh(new SearchProjection()), story.log(), batchSize);

            assertThat(found("bread")).isEmpty();
            assertThat(found("backe")).containsExactly(post.value());
        }
    }

    @Test
    void whatIsHiddenIsFoundAgainWhenItIsRestoredAndWhatIsWithdrawnNever() {
        ContributionId hidden = posts(null, null, "Bread");
        ContributionId withdrawn = posts(null, null, "Bread");
        story.hides(hidden);
        story.withdraws(withdrawn);
        tell();
        assertThat(found("bread")).isEmpty();

        story.restores(hidden);
        tell();
        assertThat(found("bread")).containsExactly(hidden.value());
    }

    @Test
    void erasedWordsAreNotFoundNorWhatStandsInTheirPlace() {
        ContributionId before = posts(null, null, "Bread");
        Fold fold = readSide.fresh(new SearchProjection());
        readSide.fold(fold, story.log(), 1000);
        int erasure = story.log().size();
        story.wordsErased(ana);
        readSide.fold(fold, story.log().subList(erasure, story.log().size()), 1000);
        int behind = story.log().size();
        posts(null, null, "Bread on its way");
        story.revises(before, content(null, "Bread again", null));
        story.posts(ana, null, Content.plain("[erased]"));
        readSide.fold(fold, story.log().subList(behind, story.log().size()), 1000);

        assertThat(found("bread")).isEmpty();
        assertThat(found("erased")).isEmpty();
    }

    @Test
    void onlyMembersFindWhatIsSaidInAClosedGroup() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        GroupId bakers = story.founds("Bakers");
        story.joins(ana, board);
        ContributionId inside = posts(null, board, "Bread");
        ContributionId outside = posts(null, bakers, "Bread");
        ContributionId shared = posts(null, board, "Bread");
        story.shares(ana, shared, bakers);
        tell();

        assertThat(found("bread", Type.CONTRIBUTIONS, null, ana))
                .containsExactlyInAnyOrder(inside.value(), outside.value(), shared.value());
        assertThat(found("bread", Type.CONTRIBUTIONS, null, ben))
                .containsExactlyInAnyOrder(outside.value(), shared.value());
        assertThat(found("bread")).containsExactlyInAnyOrder(outside.value(), shared.value());

        story.leaves(ana);
        tell();
        assertThat(found("bread", Type.CONTRIBUTIONS, null, ana))
                .containsExactlyInAnyOrder(outside.value(), shared.value());
    }

    @Test
    void secretGroupIsNotNamedToOthers() {
        GroupId party = story.founds("Party", GroupAccess.SECRET);
        GroupId bakers = story.founds("Bakers");
        story.joins(ana, party);
        ContributionId shared = posts(null, party, "Bread");
        story.shares(ana, shared, bakers);
        tell();

        assertThat(groupOf(search("bread", Type.CONTRIBUTIONS, null, ana, 20, null)))
                .isEqualTo(party.value());
        assertThat(groupOf(search("bread", Type.CONTRIBUTIONS, null, ben, 20, null)))
                .isNull();
    }

    private static @Nullable UUID groupOf(Search.Result result) {
        return Objects.requireNonNull(result.entries().getFirst().contribution())
                .group();
    }

    @Test
    void findsPresentMembersByHandleNameAndWhatTheySayOfThemselves() {
        MemberId cleo = story.joins("cleo");
        story.renames(ben, "ben", "Ben Baker");
        story.renames(cleo, "cleo", "Cleo Baker");
        tell();
        assertThat(found("baker", Type.MEMBERS, null, null)).containsExactlyInAnyOrder(ben.value(), cleo.value());
        assertThat(found("about cleo", Type.MEMBERS, null, null)).containsExactly(cleo.value());
        assertThat(found("ana", Type.MEMBERS, null, null)).containsExactly(ana.value());

        story.suspended(cleo);
        story.leaves(ana);
        story.erased(ben);
        tell();
        for (String words : List.of("baker", "ana", "erased", "name")) {
            assertThat(found(words, Type.MEMBERS, null, null)).isEmpty();
        }
    }

    @Test
    void pagesTogetherAreTheWholeList() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(posts(null, null, "Bread ".repeat(1 + i % 3)).value());
        }
        tell();

        List<UUID> paged = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Search.Result page = search("bread", Type.CONTRIBUTIONS, null, null, 2, cursor);
            page.entries()
                    .forEach(hit ->
                            paged.add(Objects.requireNonNull(hit.contribution()).id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(paged).containsExactlyInAnyOrderElementsOf(all).isEqualTo(found("bread"));
        String next = search("bread", Type.CONTRIBUTIONS, null, null, 2, null).next();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> search("butter", Type.CONTRIBUTIONS, null, null, 2, next))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("CURSOR_BROKEN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-bread", "!!!", "\"\"", "or"})
    void whatNamesNoWordIsRefusedOrFindsNothing(String words) {
        posts(null, null, "Jam");
        tell();
        if (words.equals("or")) {
            assertThat(found(words)).isEmpty();
        } else {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> found(words))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("SEARCH_WITHOUT_WORDS"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\0b"})
    void wordsOutOfBoundsAreRefused(String words) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> found(words))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("SEARCH_WORDS_OUT_OF_BOUNDS"));
    }

    private ContributionId posts(@Nullable String language, @Nullable GroupId group, String text) {
        return story.posts(ana, group, content(null, text, language));
    }

    private static Content content(@Nullable String title, String text, @Nullable String language) {
        return new Content(title, text, TextFormat.PLAIN, List.of(), language, List.of());
    }

    private void tell() {
        readSide.tell(new SearchProjection(), story);
    }

    private List<UUID> found(String words) {
        return found(words, Type.CONTRIBUTIONS, null, null);
    }

    private List<UUID> found(String words, Type type, @Nullable String language, @Nullable MemberId reader) {
        return search(words, type, language, reader, 20, null).entries().stream()
                .map(hit -> hit.contribution() == null
                        ? hit.member().id()
                        : hit.contribution().id())
                .toList();
    }

    private Search.Result search(
            String words,
            Type type,
            @Nullable String language,
            @Nullable MemberId reader,
            int limit,
            @Nullable String cursor) {
        return queries.handle(new Search(
                words,
                type,
                language,
                reader == null ? Reader.NOBODY : new Reader(reader.value()),
                new Page(limit, cursor, AsOf.NOW)));
    }
}
