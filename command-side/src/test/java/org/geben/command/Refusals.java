package org.geben.command;

import org.geben.kernel.Rule;
import org.geben.kernel.RuleViolation;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/** Says of an exception which rule it must name. */
public final class Refusals {
    private Refusals() {}

    public static Matcher<Throwable> breaking(Rule rule) {
        return new TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof RuleViolation violation && violation.rule() == rule;
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("a violation of ").appendText(rule.name());
            }
        };
    }
}
