package org.geben.query.feed;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param inclusiveShare of the places in the inclusive order, as a fraction, for those who are easily overlooked */
@ConfigurationProperties("geben.feed")
record FeedSettings(@DefaultValue("1/3") String inclusiveShare) {
    FeedSettings {
        Share.of(inclusiveShare);
    }

    Share share() {
        return Share.of(inclusiveShare);
    }
}
