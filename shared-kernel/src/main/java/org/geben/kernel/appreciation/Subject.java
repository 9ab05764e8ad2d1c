package org.geben.kernel.appreciation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.geben.kernel.Malformed;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;

/**
 * What is appreciated. On the wire a plain string: {@code contribution:<id>}, {@code member:<id>}, or the absolute URI
 * of a resource outside the community (a product, a place).
 */
public sealed interface Subject {
    record OfContribution(ContributionId id) implements Subject {
        @JsonValue
        @Override
        public String toString() {
            return "contribution:" + id;
        }
    }

    record OfMember(MemberId id) implements Subject {
        @JsonValue
        @Override
        public String toString() {
            return "member:" + id;
        }
    }

    record OfResource(URI uri) implements Subject {
        @JsonValue
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /** @throws Malformed if the text is none of the three */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Subject of(String text) {
        if (schemeOf(text, "contribution:")) {
            return new OfContribution(ContributionId.of(text.substring("contribution:".length())));
        }
        if (schemeOf(text, "member:")) {
            return new OfMember(MemberId.of(text.substring("member:".length())));
        }
        return new OfResource(normal(absolute(text)));
    }

    /** Schemes are the same in any case of their letters; a different case must not slip past the rules. */
    private static boolean schemeOf(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** One spelling of scheme and host (RFC 3986, section 6.2.2.1), so that one resource is one subject. */
    private static URI normal(URI uri) {
        String text = uri.toString();
        int authority = uri.getRawAuthority() == null
                ? uri.getScheme().length()
                : text.indexOf("//") + 2 + uri.getRawAuthority().length();
        return URI.create(text.substring(0, authority).toLowerCase(Locale.ROOT) + text.substring(authority));
    }

    private static URI absolute(String text) {
        try {
            if (text.length() <= 2_000 && text.codePoints().noneMatch(Subject::isUnseen)) {
                URI uri = new URI(text);
                if (uri.isAbsolute()) {
                    return uri;
                }
            }
        } catch (URISyntaxException notOne) {
            // Falls through to the one sentence for every malformed subject.
        }
        throw new Malformed(
                "A subject is contribution:<id>, member:<id>, or an absolute URI of at most 2,000 characters.");
    }

    /** {@link URI} takes these, which would let one resource pose as another, or be lost in the log. */
    private static boolean isUnseen(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.SURROGATE || type == Character.FORMAT;
    }
}
