package org.geben.application.http;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geben.kernel.Malformed;
import org.geben.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says of a body that could not be read what is wrong with it and where. */
final class UnreadableBody {
    private static final String CODE = "UNREADABLE_JSON";
    private static final int DEEPEST_POINTER = 8;
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate Object property \"(.*)\"", Pattern.DOTALL);

    private UnreadableBody() {}

    static Problem problem(Throwable unreadable) {
        return problem(unreadable, "");
    }

    /** @param parent JSON pointer to what was read; empty for the body as a whole */
    static Problem problem(Throwable unreadable, String parent) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(unreadable);
        JacksonException json = cause(unreadable, JacksonException.class);
        String path = json == null ? parent : parent + pointer(json.getPath());
        String pointer = path.isEmpty() ? null : path;
        if (root instanceof BodyTooLarge tooLarge) {
            return Problems.of(tooLarge);
        }
        if (root instanceof Malformed malformed) {
            return Problems.of(malformed).at(pointer);
        }
        if (root instanceof RuleViolation broken) {
            return Problems.of(broken).at(pointer);
        }
        if (json == null) {
            return unreadable("Send a JSON object as the body.");
        }
        return unreadable(sentence(json, pointer)).at(pointer);
    }

    private static Problem unreadable(String sentence) {
        return Problem.of(HttpStatus.BAD_REQUEST, CODE, sentence);
    }

    private static String sentence(JacksonException json, @Nullable String pointer) {
        String where = where(json.getLocation());
        String what = pointer == null ? "The body" : pointer;
        return switch (json) {
            case StreamConstraintsException bounds ->
                "The JSON is nested too deeply, or a name, a text or a number in it is too long%s.".formatted(where);
            case UnrecognizedPropertyException unknown ->
                "There is no field \"%s\" here%s; there are %s."
                        .formatted(Excerpt.of(unknown.getPropertyName()), where, known(unknown.getKnownPropertyIds()));
            case InputCoercionException outOfRange ->
                "%s has a number that is too large or too small%s.".formatted(what, where);
            case MismatchedInputException mismatched ->
                mismatched.getOriginalMessage().startsWith("Trailing token")
                        ? "Something follows the JSON that is not part of it%s.".formatted(where)
                        : "%s must be %s%s.".formatted(what, Expected.of(mismatched.getTargetType()), where);
            case StreamReadException malformed -> malformed(malformed, where);
            default -> "%s has a value that cannot be read%s.".formatted(what, where);
        };
    }

    private static String malformed(StreamReadException malformed, String where) {
        Matcher duplicate = DUPLICATE.matcher(malformed.getOriginalMessage());
        return duplicate.lookingAt()
                ? "The field \"%s\" is there twice%s.".formatted(Excerpt.of(duplicate.group(1)), where)
                : "The body is not valid JSON%s.".formatted(where);
    }

    private static String known(@Nullable Collection<Object> fields) {
        return fields == null || fields.isEmpty()
                ? "none"
                : fields.stream().map(Object::toString).sorted().collect(joining(", "));
    }

    private static String where(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String pointer(List<Reference> path) {
        return path.stream()
                .limit(DEEPEST_POINTER)
                .map(step -> step.getPropertyName() == null
                        ? "/" + step.getIndex()
                        : Problem.pointer("", step.getPropertyName()))
                .collect(joining());
    }

    private static <T> @Nullable T cause(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
