package org.geben.query.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.search.Search.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search over HTTP, in what the acting member may read. */
@RestController
@Tag(name = "Views")
final class SearchController {
    private static final int USUAL_LIMIT = 20;

    private final SearchQueries queries;

    SearchController(SearchQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/v1/search")
    @Operation(
            summary = "Finds contributions or members by their words, those that fit best first.",
            description = "q has words as people type them: all of them, \"a phrase\", or, -without. Contributions are"
                    + " searched in the stems of their own language, in which too common words find nothing; language"
                    + " restricts them to one. Of more than 1000 the newest are ranked.")
    Search.Result search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(new Search(
                q == null ? "" : q,
                Type.named(type),
                language,
                Reader.of(reader),
                Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }
}
